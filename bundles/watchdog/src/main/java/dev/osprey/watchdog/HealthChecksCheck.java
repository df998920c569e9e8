package dev.osprey.watchdog;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** All Felix health checks, ours and those that bundles bring, for the doctor. */
@Component
public final class HealthChecksCheck implements Check {

    private record Named(String name, HealthCheck check) {}

    private final Map<Long, Named> checks = new ConcurrentSkipListMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheck(HealthCheck check, Map<String, Object> properties) {
        Object name = properties.getOrDefault(HealthCheck.NAME, check.getClass().getSimpleName());
        checks.put((Long) properties.get("service.id"), new Named(name.toString(), check));
    }

    void removeCheck(Map<String, Object> properties) {
        checks.remove((Long) properties.get("service.id"));
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        checks.values().forEach(one -> findings.add(look(one)));
        if (findings.isEmpty()) {
            findings.add(new Finding("health", Level.OK, "There is no health check", null));
        }
        return findings;
    }

    private static Finding look(Named one) {
        String id = "health." + one.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        try {
            Result result = one.check().execute();
            Level level = level(result.getStatus());
            return new Finding(id, level, text(one.name(), result, level), level == Level.OK ? null : remedy(one));
        } catch (RuntimeException e) {
            // A check of a foreign bundle must not keep the others from being heard.
            return new Finding(
                    id, Level.WARN, one.name() + " could not be run: " + e, "Look for it in logs/osprey.log");
        }
    }

    private static Level level(Result.Status status) {
        return switch (status) {
            case OK -> Level.OK;
            case WARN, TEMPORARILY_UNAVAILABLE -> Level.WARN;
            default -> Level.FAIL;
        };
    }

    private static String remedy(Named one) {
        return one.name().startsWith("module ")
                ? "./osprey shell 'module:why " + one.name().substring("module ".length()) + "'"
                : "Look for it in logs/osprey.log";
    }

    private static String text(String name, Result result, Level level) {
        if (level == Level.OK) {
            return name + " is well";
        }
        return StreamSupport.stream(result.spliterator(), false)
                .filter(entry -> entry.getStatus() != Result.Status.OK)
                .map(ResultLog.Entry::getMessage)
                .collect(Collectors.joining("; ", name + ": ", ""));
    }
}
