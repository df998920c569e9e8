package dev.osprey.shell.ssh;

import dev.osprey.system.Endpoint;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.future.SshFutureListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.CommandFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SSH server, its limits, and its address as a service while it listens. Thread-safe. */
final class WatchedServer {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedServer.class);
    private static final long LOOK_MILLIS = 100;

    private final SshServer server;
    private final BundleContext context;
    private final ScheduledExecutorService watch;
    private final SshFutureListener<CloseFuture> onClose = future -> close();
    private CommandFactory original; // guarded by this
    private CommandFactory flushing; // guarded by this
    private ServiceRegistration<Endpoint> registration; // guarded by this
    private boolean closed; // guarded by this

    WatchedServer(SshServer server, BundleContext context, ScheduledExecutorService watch) {
        this.server = server;
        this.context = context;
        this.watch = watch;
    }

    void open() {
        ServerLimits.apply(server);
        server.addCloseFutureListener(onClose);
        synchronized (this) {
            original = server.getCommandFactory();
            CommandFactory karaf = original;
            flushing = (channel, line) -> new FlushingCommand(karaf.createCommand(channel, line));
            server.setCommandFactory(flushing);
        }
        look();
    }

    /** The server tells nobody when it listens: look again until it does. */
    private void look() {
        if (server.isStarted()) {
            register();
        } else if (!server.isClosed()) {
            try {
                watch.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                LOG.debug("No longer waiting for the SSH server", closing);
            }
        }
    }

    private synchronized void register() {
        if (!closed) {
            Endpoint endpoint = new Endpoint("ssh", server.getHost() + ":" + server.getPort());
            registration = context.registerService(Endpoint.class, endpoint, null);
            LOG.info("SSH listens on {}", endpoint.address());
        }
    }

    void close() {
        server.removeCloseFutureListener(onClose);
        ServiceRegistration<Endpoint> ended;
        synchronized (this) {
            closed = true;
            ended = registration;
            registration = null;
            if (server.getCommandFactory() == flushing) {
                server.setCommandFactory(original);
            }
        }
        if (ended != null) {
            ended.unregister();
        }
    }
}
