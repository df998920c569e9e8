package dev.osprey.watchdog;

import dev.osprey.event.EventHub;
import dev.osprey.module.ModuleLogs;
import dev.osprey.module.Modules;
import dev.osprey.process.Processes;
import dev.osprey.registry.Registry;
import dev.osprey.system.Home;
import dev.osprey.watchdog.evidence.EvidenceFiles;
import dev.osprey.watchdog.publish.HealthServices;
import dev.osprey.watchdog.publish.Presence;
import dev.osprey.watchdog.round.Report;
import dev.osprey.watchdog.round.Standing;
import dev.osprey.watchdog.tools.ModuleWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watch over modules. */
@Component(service = ModuleWatch.class, immediate = true, configurationPid = WatchdogConfiguration.PID)
@Designate(ocd = WatchdogConfiguration.class)
public final class WatchdogComponent implements ModuleWatch {

    private static final Logger LOG = LoggerFactory.getLogger(WatchdogComponent.class);

    private final WatchdogSettings settings;
    private final EvidenceFiles files;
    private final HealthServices health;
    private final Presence presence;
    private final Watchdog watchdog;

    @Activate
    public WatchdogComponent(
            @Reference Home home,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub,
            @Reference Registry registry,
            @Reference Modules modules,
            @Reference ModuleLogs logs,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes,
            BundleContext context,
            WatchdogConfiguration configuration) {
        settings = WatchdogSettings.of(configuration);
        files = settings.evidence(home.data());
        health = new HealthServices(context);
        presence = new Presence(context);
        watchdog = new Watchdog(
                new Watchdog.Services(hub, registry, modules, logs, processes), settings, files, this::show);
        watchdog.open();
        LOG.info("Watchdog started: {}", settings);
    }

    private void show(Report report) {
        presence.show(!report.namesake());
        health.show(report.standings());
    }

    @Deactivate
    public void close() {
        watchdog.close();
        health.close();
        presence.close();
        LOG.info("Watchdog stopped");
    }

    @Override
    public boolean acts() {
        return settings.terms().acts();
    }

    @Override
    public List<Standing> standings() {
        return watchdog.report().standings();
    }

    @Override
    public Duration silentFor() {
        return watchdog.silentFor();
    }

    @Override
    public CompletableFuture<Standing> resume(String module) {
        return watchdog.resume(module);
    }

    @Override
    public List<String> evidence() {
        return files.ids();
    }

    @Override
    public Optional<Map<String, Object>> evidence(String id) {
        return files.read(id);
    }
}
