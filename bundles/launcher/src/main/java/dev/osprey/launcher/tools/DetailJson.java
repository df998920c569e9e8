package dev.osprey.launcher.tools;

import static dev.osprey.launcher.tools.ModuleJson.seconds;
import static dev.osprey.launcher.tools.ModuleJson.word;

import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.WatchSpec;
import dev.osprey.process.KillReport;
import dev.osprey.process.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that is known of one module, as plain JSON. */
final class DetailJson {

    static final String SCHEMA = "{\"type\":\"object\",\"required\":[\"module\",\"restart\",\"ready\",\"dependents\","
            + "\"warnings\",\"manifest\",\"source\"],\"properties\":{\"module\":" + Schemas.MODULE
            + ",\"restart\":{\"type\":[\"object\",\"null\"]},\"ready\":{\"type\":[\"object\",\"null\"]},"
            + "\"watch\":{\"type\":[\"object\",\"null\"]},\"limits\":{\"type\":[\"object\",\"null\"]},\"dependents\":"
            + Schemas.NAMES + ",\"warnings\":" + Schemas.NAMES + ",\"manifest\":{\"type\":\"object\"},"
            + "\"last_end\":{\"type\":[\"object\",\"null\"],\"properties\":{\"found\":{\"type\":\"integer\"},"
            + "\"forced\":{\"type\":\"integer\"},\"survivors\":{\"type\":\"integer\"}}},"
            + "\"source\":{\"type\":[\"string\",\"null\"]}}}";

    private DetailJson() {}

    static Map<String, Object> of(ModuleDetail detail) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("module", ModuleJson.of(detail.status()));
        row.put("restart", detail.restart() == null ? null : restart(detail.restart()));
        row.put("ready", detail.ready() == null ? null : ready(detail.ready()));
        row.put("watch", detail.watch() == null ? null : watch(detail.watch()));
        row.put("limits", detail.limits() == null ? null : limits(detail.limits()));
        row.put("dependents", detail.dependents());
        row.put("warnings", detail.warnings());
        row.put("manifest", detail.fields());
        row.put("last_end", detail.lastEnd() == null ? null : end(detail.lastEnd()));
        row.put("source", detail.source());
        return row;
    }

    private static Map<String, Object> restart(RestartPolicy policy) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("policy", word(policy.mode()).replace('_', '-'));
        row.put("delay_seconds", seconds(policy.delay()));
        row.put("factor", policy.factor());
        row.put("max_delay_seconds", seconds(policy.maxDelay()));
        row.put("jitter", policy.jitter());
        row.put("healthy_seconds", seconds(policy.healthy()));
        row.put("limit", policy.limit());
        row.put("window_seconds", seconds(policy.window()));
        return row;
    }

    private static Map<String, Object> ready(ReadyCheck check) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", word(check.kind()));
        boolean port = check.kind() == ReadyCheck.Kind.PORT || check.kind() == ReadyCheck.Kind.HTTP;
        if (port) {
            row.put("port", check.port());
            row.put("interval_seconds", seconds(check.interval()));
        }
        if (check.kind() == ReadyCheck.Kind.HTTP) {
            row.put("path", check.path());
            row.put("status", check.leastStatus() + "-" + check.mostStatus());
        }
        row.put("on_timeout", word(check.onTimeout()));
        return row;
    }

    private static Map<String, Object> watch(WatchSpec spec) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("on", spec.on());
        row.put("health", spec.health() == null ? null : health(spec.health()));
        row.put("heartbeat_seconds", seconds(spec.heartbeat()));
        row.put("alive_seconds", seconds(spec.alive()));
        row.put("cpu_cores", spec.cpuCores());
        row.put("cpu_for_seconds", seconds(spec.cpuFor()));
        row.put("memory_grow", spec.memoryGrow());
        row.put("memory_over_seconds", seconds(spec.memoryOver()));
        row.put("memory_floor_bytes", spec.memoryFloor());
        row.put("memory_max_bytes", spec.memoryMax());
        row.put("silence_seconds", seconds(spec.silence()));
        row.put("dump_signal", spec.dumpSignal());
        row.put("grace_seconds", seconds(spec.grace()));
        row.put("restarts", spec.restarts());
        row.put("window_seconds", seconds(spec.window()));
        return row;
    }

    private static Map<String, Object> health(WatchSpec.Health health) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("port", health.port());
        row.put("path", health.path());
        row.put("interval_seconds", seconds(health.interval()));
        row.put("timeout_seconds", seconds(health.timeout()));
        row.put("failures", health.failures());
        return row;
    }

    /** In the words of {@code process.spawn}; only what is limited. */
    private static Map<String, Object> limits(Limits limits) {
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "cpu_percent", limits.cpuPercent());
        put(row, "memory_bytes", limits.memoryBytes());
        put(row, "pids", limits.pids());
        put(row, "open_files", limits.openFiles());
        put(row, "io_weight", limits.ioWeight());
        if (limits.wallTime() != null) {
            row.put("wall_seconds", seconds(limits.wallTime()));
        }
        return row;
    }

    private static void put(Map<String, Object> row, String name, long limit) {
        if (limit > 0) {
            row.put(name, limit);
        }
    }

    private static Map<String, Object> end(KillReport report) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("found", report.found());
        row.put("forced", report.forced());
        row.put("survivors", report.survivors());
        return row;
    }
}
