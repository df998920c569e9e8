package dev.osprey.watchdog;

import dev.osprey.event.EventHub;
import dev.osprey.system.Home;
import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.jvm.JvmVitals;
import dev.osprey.watchdog.publish.HealthServices;
import dev.osprey.watchdog.tools.JvmWatch;
import dev.osprey.watchdog.tools.ModuleWatch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watch over this JVM. It does not need the launcher: without one Osprey is watched all the same. */
@Component(service = JvmWatch.class, immediate = true, configurationPid = WatchdogConfiguration.PID)
public final class JvmComponent implements JvmWatch {

    private static final Logger LOG = LoggerFactory.getLogger(JvmComponent.class);

    private final JvmVitals vitals;
    private final ScheduledThreadPoolExecutor timer = Threads.timer("osprey-watchdog-jvm");
    private final ServiceRegistration<HealthCheck> health;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ModuleWatch modules;

    @Activate
    public JvmComponent(
            @Reference Home home,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub,
            BundleContext context,
            WatchdogConfiguration configuration) {
        WatchdogSettings settings = WatchdogSettings.of(configuration);
        vitals = JvmVitals.of(hub, settings.full(), settings.evidence(home.data()), () -> Optional.ofNullable(modules)
                .map(ModuleWatch::silentFor));
        health = context.registerService(
                HealthCheck.class, this::check, HealthServices.properties("Osprey's JVM", "jvm", "osprey"));
        long every = JvmVitals.EVERY.toMillis();
        timer.scheduleWithFixedDelay(this::tick, 0, every, TimeUnit.MILLISECONDS);
        LOG.info("The JVM is watched every {}", JvmVitals.EVERY);
    }

    private void tick() {
        try {
            vitals.tick();
        } catch (RuntimeException e) {
            // The timer would end: the hub may be on its way out, and come back.
            LOG.warn("A look at the JVM failed", e);
        }
    }

    private Result check() {
        FormattingResultLog log = new FormattingResultLog();
        readings()
                .forEach(reading ->
                        log.debug("{}: {}", reading.check(), reading.look().level()));
        String trouble = trouble();
        if (trouble == null) {
            log.info("No finding");
        } else {
            log.critical("{}", trouble);
        }
        return new Result(log);
    }

    @Override
    public List<Reading> readings() {
        return vitals.readings();
    }

    @Override
    public String trouble() {
        return vitals.trouble();
    }

    @Deactivate
    public void close() {
        health.unregister();
        Threads.end(timer, JvmVitals.EVERY);
        vitals.close();
        LOG.info("The JVM is watched no more");
    }
}
