package dev.osprey.launcher;

import dev.osprey.access.Credentials;
import dev.osprey.event.EventHub;
import dev.osprey.launcher.run.Endpoints;
import dev.osprey.launcher.run.HandshakeTimes;
import dev.osprey.launcher.run.Launcher;
import dev.osprey.launcher.run.LauncherSettings;
import dev.osprey.launcher.run.Surroundings;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import dev.osprey.process.Processes;
import dev.osprey.registry.Registry;
import dev.osprey.store.Documents;
import dev.osprey.system.Endpoint;
import dev.osprey.system.Home;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launcher as a service, and as the registry entry that Kite's modules look for. */
@Component(
        service = Modules.class,
        immediate = true,
        configurationPid = LauncherConfiguration.PID,
        property = {
            Registry.MODULE_ID + "=launcher",
            Registry.MODULE_TYPE + "=infrastructure",
            Registry.MODULE_NAME + "=Launcher",
            Registry.MODULE_DOCUMENT + "={\"health_endpoint\":\"/launcher/modules\","
                    + "\"events_publish\":{\"module.starting\":{},\"module.started\":{},\"module.stopped\":{},"
                    + "\"module.shutdown\":{},\"module.state_changed\":{}},"
                    + "\"events_subscribe\":[\"module.ready\",\"module.shutdown.ack\",\"module.shutdown.ready\"]}"
        })
@Designate(ocd = LauncherConfiguration.class)
public final class LauncherComponent implements Modules {

    private static final Logger LOG = LoggerFactory.getLogger(LauncherComponent.class);

    private final Endpoints endpoints = new Endpoints();
    private final Launcher launcher;

    @Activate
    public LauncherComponent(
            @Reference Home home,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub,
            @Reference Registry registry,
            @Reference Credentials credentials,
            @Reference Documents documents,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes,
            LauncherConfiguration configuration) {
        LauncherSettings settings = new LauncherSettings(
                Duration.ofMillis(Math.max(50, configuration.look_millis())),
                Duration.ofMillis(Math.max(50, configuration.settle_millis())),
                configuration.python(),
                configuration.node(),
                HandshakeTimes.KITE);
        launcher = new Launcher(
                new Surroundings(home, hub, registry, credentials, processes, endpoints), documents, settings);
        launcher.open();
        LOG.info("Launcher started: looks into {} every {}", home.modules(), settings.look());
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(Endpoint endpoint) {
        endpoints.add(endpoint);
        launcher.nudge();
    }

    void removeEndpoint(Endpoint endpoint) {
        endpoints.remove(endpoint);
    }

    @Deactivate
    public void close() {
        launcher.close();
        LOG.info("Launcher stopped");
    }

    @Override
    public List<ModuleStatus> list() {
        return launcher.list();
    }

    @Override
    public Optional<ModuleStatus> find(String name) {
        return launcher.find(name);
    }

    @Override
    public ModuleStatus start(String name, Until until) {
        return launcher.start(name, until);
    }

    @Override
    public ModuleStatus stop(String name, String reason) {
        return launcher.stop(name, reason);
    }

    @Override
    public ModuleStatus restart(String name, String reason, Until until) {
        return launcher.restart(name, reason, until);
    }

    @Override
    public ModuleStatus state(String name, ModuleState state) {
        return launcher.state(name, state);
    }

    @Override
    public List<String> logs(String name, int lines) {
        return launcher.logs(name, lines);
    }

    @Override
    public Rescan rescan() {
        return launcher.rescan();
    }

    @Override
    public Duration longestStop() {
        return launcher.longestStop();
    }
}
