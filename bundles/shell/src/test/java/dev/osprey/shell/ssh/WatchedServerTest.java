package dev.osprey.shell.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.command.CommandFactory;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A real server that is set up the way Karaf does it, open to forwarding. */
class WatchedServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<Endpoint> announced = new LinkedBlockingQueue<>();
    private final CountDownLatch withdrawn = new CountDownLatch(1);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final SshServer server = SshServer.setUpDefaultServer();
    private final CommandFactory karaf = (channel, line) -> new Mumble();
    private WatchedServer watched;

    @BeforeEach
    void prepare() {
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setCommandFactory(karaf);
        watched = new WatchedServer(server, context(), watch);
    }

    @AfterEach
    void close() throws IOException {
        watch.shutdownNow();
        server.stop(true);
    }

    @Test
    void theAddressIsAnnouncedWhenTheServerListensAndWithdrawnWhenItStops() throws Exception {
        watched.open();
        assertTrue(announced.isEmpty());
        server.start();
        Endpoint endpoint = announced.poll(10, TimeUnit.SECONDS);
        assertEquals(new Endpoint("ssh", "127.0.0.1:" + server.getPort()), endpoint);
        server.stop(true);
        assertTrue(withdrawn.await(10, TimeUnit.SECONDS));
    }

    @Test
    void aServerThatListensAlreadyIsAnnouncedAtOnce() throws Exception {
        server.start();
        watched.open();
        assertEquals(1, announced.size());
    }

    @Test
    void whenTheWatcherLeavesTheCommandsAreAsBeforeAndForwardingStaysOff() throws Exception {
        server.start();
        watched.open();
        watched.close();
        assertEquals(0, withdrawn.getCount());
        assertEquals(karaf, server.getCommandFactory());
        assertFalse(server.getForwardingFilter() instanceof AcceptAllForwardingFilter);
    }

    @Test
    void nobodyForwardsAPort() throws Exception {
        watched.open();
        server.start();
        try (SshClient client = SshClient.setUpDefaultClient();
                ClientSession session = logIn(client)) {
            SshdSocketAddress target = new SshdSocketAddress("127.0.0.1", server.getPort());
            assertThrows(
                    SshException.class,
                    () -> session.startRemotePortForwarding(new SshdSocketAddress("127.0.0.1", 0), target));
            assertThrows(IOException.class, () -> session.createDirectTcpipChannel(
                            new SshdSocketAddress("127.0.0.1", 0), target)
                    .open()
                    .verify(PATIENCE));
        }
    }

    @Test
    void errorsArriveThoughTheCommandEndsWithoutFlushing() throws Exception {
        watched.open();
        server.start();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (SshClient client = SshClient.setUpDefaultClient();
                ClientSession session = logIn(client);
                ChannelExec channel = session.createExecChannel("mumble")) {
            channel.setErr(err);
            channel.open().verify(PATIENCE);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
            assertEquals(3, channel.getExitStatus());
        }
        assertEquals("what went wrong", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aRevokedUserIsCutOffAndNobodyElse() throws Exception {
        watched.open();
        server.start();
        try (SshClient client = SshClient.setUpDefaultClient();
                ClientSession vera = logIn(client, "vera");
                ClientSession olga = logIn(client, "olga")) {
            RevokedSessions.close(server, "vera");
            vera.waitFor(EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), PATIENCE);
            assertFalse(vera.isOpen());
            assertTrue(olga.isOpen());
        }
    }

    private ClientSession logIn(SshClient client) throws IOException {
        return logIn(client, "admin");
    }

    private ClientSession logIn(SshClient client, String user) throws IOException {
        client.setServerKeyVerifier((session, address, key) -> true);
        client.start();
        ClientSession session = client.connect(user, "127.0.0.1", server.getPort())
                .verify(PATIENCE)
                .getSession();
        session.addPasswordIdentity("any");
        session.auth().verify(PATIENCE);
        return session;
    }

    private BundleContext context() {
        ServiceRegistration<?> registration = (ServiceRegistration<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (proxy, method, arguments) -> {
                    withdrawn.countDown();
                    return null;
                });
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    announced.add((Endpoint) arguments[1]);
                    return registration;
                });
    }

    /** Writes to the error stream and goes, as Karaf does. */
    private static final class Mumble implements Command {

        private OutputStream err;
        private ExitCallback exit;

        @Override
        public void setInputStream(InputStream in) {
            // It reads nothing.
        }

        @Override
        public void setOutputStream(OutputStream out) {
            // It has no result.
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            this.exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            err.write("what went wrong".getBytes(StandardCharsets.UTF_8));
            exit.onExit(3);
        }

        @Override
        public void destroy(ChannelSession channel) {
            // Nothing is held.
        }
    }
}
