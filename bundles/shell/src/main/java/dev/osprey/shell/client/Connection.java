package dev.osprey.shell.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** A log-in to the shell: the password is the token, the server must have the key in {@code secrets/}. */
final class Connection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    private final SshClient client;
    private final ClientSession session;

    private Connection(SshClient client, ClientSession session) {
        this.client = client;
        this.session = session;
    }

    static Connection open(ClientOptions options) {
        HomeFiles home = new HomeFiles(options.home());
        InetSocketAddress address = home.address();
        String token = HomeFiles.token(options.tokenFile());
        SshClient client = client(home);
        client.start();
        try {
            return new Connection(client, logIn(client, address, options, token));
        } catch (ClientException e) {
            client.stop();
            throw e;
        }
    }

    private static SshClient client(HomeFiles home) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        client.setServerKeyVerifier((session, address, key) -> KeyUtils.compareKeys(key, serverKey(home)));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.NIO_WORKERS.set(client, 1);
        return client;
    }

    private static PublicKey serverKey(HomeFiles home) {
        return home.serverKey();
    }

    private static ClientSession logIn(
            SshClient client, InetSocketAddress address, ClientOptions options, String token) {
        ClientSession session;
        try {
            session = client.connect(options.user(), address).verify(PATIENCE).getSession();
        } catch (IOException e) {
            throw new ClientException(
                    "Nobody answers on " + address + ". Osprey may have been killed; look with: osprey status", e);
        }
        session.addPasswordIdentity(token);
        try {
            session.auth().verify(PATIENCE);
        } catch (IOException e) {
            throw refused(session, address, options, e);
        }
        return session;
    }

    private static ClientException refused(
            ClientSession session, InetSocketAddress address, ClientOptions options, IOException e) {
        Path home = options.home();
        boolean strange = session.getServerKey() != null
                && !KeyUtils.compareKeys(session.getServerKey(), new HomeFiles(home).serverKey());
        return strange
                ? new ClientException(
                        "What answers on " + address + " is not the Osprey of " + home
                                + ": its key is another. The token was not sent",
                        e)
                : new ClientException(
                        "The token in " + options.tokenFile() + " does not log " + options.user()
                                + " in. It may have been replaced; print the present one with: osprey token",
                        e);
    }

    ClientSession session() {
        return session;
    }

    @Override
    public void close() {
        session.close(true);
        client.stop();
    }
}
