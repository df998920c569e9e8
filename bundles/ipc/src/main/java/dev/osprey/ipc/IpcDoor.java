package dev.osprey.ipc;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.ipc.method.MethodTable;
import dev.osprey.ipc.method.Methods;
import dev.osprey.process.Processes;
import dev.osprey.system.Endpoint;
import dev.osprey.system.Home;
import dev.osprey.system.Metric;
import dev.osprey.system.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernel's socket while the bundle runs. */
@Component(service = Metrics.class, immediate = true, configurationPid = IpcConfiguration.PID)
@Designate(ocd = IpcConfiguration.class)
public final class IpcDoor implements Metrics {

    private static final Logger log = LoggerFactory.getLogger(IpcDoor.class);

    private final Desk desk;
    private final Entrance entrance = new Entrance();
    private final SocketServer server;
    private final SocketFile file;
    private final Credentials.Handle revocations;
    private final ServiceRegistration<Endpoint> registration;

    @Activate
    public IpcDoor(
            BundleContext context,
            IpcConfiguration configuration,
            @Reference Home home,
            @Reference Methods methods,
            @Reference Credentials credentials,
            @Reference AuditLog audit)
            throws IOException {
        IpcSettings settings = IpcSettings.of(configuration);
        Tally tally = new Tally();
        PeerTable table = new PeerTable();
        MethodTable own = new MethodTable(Map.of(
                "identify", new Identify(credentials, audit, tally),
                "kernel.ping", new Ping(context.getBundle().getVersion().toString())));
        this.desk = new Desk(settings, methods, own, table, tally);
        this.file = SocketFile.at(settings.path(), home.run(), System.getenv("XDG_RUNTIME_DIR"));
        this.server = new SocketServer(desk, file, entrance, new Denials(audit), SocketServer.nativeTransportIsThere());
        this.revocations = credentials.onRevoked(table::end);
        this.registration = context.registerService(
                Endpoint.class, new Endpoint("ipc", file.path().toString()), null);
        log.info("The kernel's socket listens at {}, transport {}, {}", file.path(), server.transport(), settings);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            scope = ReferenceScope.PROTOTYPE_REQUIRED,
            unbind = "removeProcesses")
    void addProcesses(Processes processes) {
        entrance.use(processes);
    }

    void removeProcesses(Processes processes) {
        entrance.drop(processes);
    }

    @Override
    public List<Metric> now() {
        return desk.tally().metrics(desk.table().count(), desk.table().pending());
    }

    @Deactivate
    void stop() {
        registration.unregister();
        revocations.close();
        server.close();
        entrance.close();
        log.info("The kernel's socket at {} is closed", file.path());
    }
}
