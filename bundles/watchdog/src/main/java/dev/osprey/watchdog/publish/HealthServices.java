package dev.osprey.watchdog.publish;

import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.course.Stage;
import dev.osprey.watchdog.round.Standing;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Each module as a Felix health check, with the tags {@code module} and its name; it tells what was found last. Used by one thread. */
public final class HealthServices implements AutoCloseable {

    private final BundleContext context;
    private final Map<String, Service> services = new HashMap<>();

    private record Service(ModuleHealth health, ServiceRegistration<HealthCheck> registration) {}

    public HealthServices(BundleContext context) {
        this.context = context;
    }

    /** Follows the modules that there are. */
    public void show(List<Standing> standings) {
        Set<String> names = new HashSet<>();
        for (Standing standing : standings) {
            names.add(standing.name());
            services.computeIfAbsent(standing.name(), this::register).health().now = standing;
        }
        services.entrySet().removeIf(entry -> {
            boolean gone = !names.contains(entry.getKey());
            if (gone) {
                entry.getValue().registration().unregister();
            }
            return gone;
        });
    }

    private Service register(String module) {
        ModuleHealth health = new ModuleHealth();
        return new Service(
                health,
                context.registerService(HealthCheck.class, health, properties("module " + module, "module", module)));
    }

    /** Of a health check of ours. */
    public static Dictionary<String, Object> properties(String name, String... tags) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(HealthCheck.NAME, name);
        properties.put(HealthCheck.TAGS, tags);
        return properties;
    }

    @Override
    public void close() {
        services.values().forEach(service -> service.registration().unregister());
        services.clear();
    }

    private static final class ModuleHealth implements HealthCheck {

        private volatile Standing now;

        @Override
        public Result execute() {
            Standing standing = now;
            FormattingResultLog log = new FormattingResultLog();
            if (standing == null) {
                log.debug("Not looked at yet");
                return new Result(log);
            }
            if (standing.note() != null) {
                log.info("Not watched: {}", standing.note());
            }
            standing.readings().forEach(reading -> say(log, reading));
            judge(log, standing);
            return new Result(log);
        }

        private static void say(FormattingResultLog log, Reading reading) {
            if (reading.look().reason() == null) {
                log.debug("{}: {}", reading.check(), reading.look().level());
            } else {
                log.info("{}: {}", reading.check(), reading.look().reason());
            }
        }

        private static void judge(FormattingResultLog log, Standing standing) {
            if (standing.stage() == Stage.OK) {
                log.info("No finding");
            } else if (standing.stage() == Stage.ACT || standing.stage() == Stage.PROBATION) {
                log.temporarilyUnavailable("Restarted by the watchdog: {}", standing.reason());
            } else if (standing.stage() == Stage.SUSPECT) {
                log.warn("{}: {}", standing.check(), standing.reason());
            } else {
                log.critical("{}: {}", standing.check(), standing.reason());
            }
        }
    }
}
