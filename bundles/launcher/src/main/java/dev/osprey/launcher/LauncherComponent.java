package dev.osprey.launcher;

import dev.osprey.access.Credentials;
import dev.osprey.event.EventHub;
import dev.osprey.launcher.bundle.BundleModules;
import dev.osprey.launcher.run.Endpoints;
import dev.osprey.launcher.run.Launcher;
import dev.osprey.launcher.run.LauncherSettings;
import dev.osprey.launcher.run.Runtimes;
import dev.osprey.launcher.run.Surroundings;
import dev.osprey.launcher.state.StopTimes;
import dev.osprey.module.Dependencies;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.ModuleStep;
import dev.osprey.module.Modules;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import dev.osprey.module.Why;
import dev.osprey.process.Processes;
import dev.osprey.registry.Registry;
import dev.osprey.store.Documents;
import dev.osprey.system.Endpoint;
import dev.osprey.system.Home;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The launcher as a service, and as the registry entry that Kite's modules look for. */
@Component(
        service = {Modules.class, ModuleLogs.class},
        immediate = true,
        configurationPid = LauncherConfiguration.PID,
        property = {
            Registry.MODULE_ID + "=launcher",
            Registry.MODULE_TYPE + "=infrastructure",
            Registry.MODULE_NAME + "=Launcher",
            Registry.MODULE_DOCUMENT + "={\"health_endpoint\":\"/launcher/modules\","
                    + "\"events_publish\":{\"module.starting\":{},\"module.started\":{},\"module.stopped\":{},"
                    + "\"module.shutdown\":{},\"module.state_changed\":{},\"module.backoff\":{},"
                    + "\"module.failed\":{},\"module.completed\":{},\"module.ready_timeout\":{}},"
                    + "\"events_subscribe\":[\"module.ready\",\"module.shutdown.ack\",\"module.shutdown.ready\","
                    + "\"module.extend\"]}"
        })
@Designate(ocd = LauncherConfiguration.class)
public final class LauncherComponent implements Modules, ModuleLogs {

    private static final Logger LOG = LoggerFactory.getLogger(LauncherComponent.class);

    private final Endpoints endpoints = new Endpoints();
    private final Launcher launcher;
    private final BundleModules bundles;

    @Activate
    public LauncherComponent(
            BundleContext context,
            @Reference Home home,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub,
            @Reference Registry registry,
            @Reference Credentials credentials,
            @Reference Documents documents,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes,
            @Reference ServiceComponentRuntime components,
            LauncherConfiguration configuration) {
        LauncherSettings settings = settings(configuration);
        launcher = new Launcher(
                new Surroundings(home, hub, registry, credentials, processes, endpoints), documents, settings);
        bundles = new BundleModules(context, components, launcher.bundles());
        bundles.open();
        launcher.open(bundles::look);
        LOG.info(
                "Launcher started: looks into {} and {} every {}, ends all modules within {}",
                home.modules(),
                settings.sources(),
                settings.look(),
                settings.shutdown());
    }

    private static LauncherSettings settings(LauncherConfiguration configuration) {
        String java = configuration.java().isBlank()
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : configuration.java();
        return new LauncherSettings(
                Duration.ofMillis(Math.max(50, configuration.look_millis())),
                Duration.ofMillis(Math.max(50, configuration.settle_millis())),
                new Runtimes(configuration.python(), configuration.node(), java),
                StopTimes.KITE,
                Duration.ofSeconds(Math.max(5, configuration.shutdown_seconds())),
                List.of(configuration.sources()),
                configuration.owner_check());
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
        // First, so that bundles that are told of as gone are nobody's any more and go on as they are.
        launcher.close();
        bundles.close();
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
    public Optional<ModuleDetail> detail(String name) {
        return launcher.detail(name);
    }

    @Override
    public List<Why> why(String name) {
        return launcher.why(name);
    }

    @Override
    public Dependencies dependencies() {
        return launcher.dependencies();
    }

    @Override
    public List<ModuleStep> history(String name, int most) {
        return launcher.history(name, most);
    }

    @Override
    public ModuleStatus restartIf(String name, long incarnation, Why why) {
        return launcher.restartIf(name, incarnation, why);
    }

    @Override
    public ModuleStatus clearState(String name) {
        return launcher.clearState(name);
    }

    @Override
    public Duration longestStop() {
        return launcher.longestStop();
    }

    @Override
    public Page page(String name, Query query) {
        return launcher.logs().page(name, query);
    }

    @Override
    public Following follow(String name, String after, Listener listener) {
        return launcher.logs().follow(name, after, listener);
    }
}
