package dev.osprey.shell.ssh;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.sshd.server.SshServer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tightens Karaf's SSH servers and says where they listen. Karaf registers a server before it starts it, so the limits hold from the
 * first connection on; after a change of configuration it registers another one.
 */
@Component(service = {})
public final class SshDoor {

    private static final Logger LOG = LoggerFactory.getLogger(SshDoor.class);

    private final BundleContext context;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(SshDoor::thread);
    private final Map<SshServer, WatchedServer> servers = new ConcurrentHashMap<>();

    @Activate
    public SshDoor(BundleContext context) {
        this.context = context;
        LOG.info("SSH: no forwarding, {}", ServerLimits.describe());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addServer(SshServer server) {
        WatchedServer watched = new WatchedServer(server, context, watch);
        servers.put(server, watched);
        watched.open();
    }

    void removeServer(SshServer server) {
        WatchedServer watched = servers.remove(server);
        if (watched != null) {
            watched.close();
        }
    }

    @Deactivate
    void close() {
        watch.shutdownNow();
        servers.values().forEach(WatchedServer::close);
        servers.clear();
        LOG.info("SSH: no longer watched");
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "osprey-shell-ssh");
        thread.setDaemon(true);
        return thread;
    }
}
