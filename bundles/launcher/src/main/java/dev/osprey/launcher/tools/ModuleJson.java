package dev.osprey.launcher.tools;

import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.ModuleStep;
import dev.osprey.module.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is known of modules, as plain JSON. The same names stand in the shell's {@code --json}: add, never rename. */
final class ModuleJson {

    private ModuleJson() {}

    static Map<String, Object> of(ModuleStatus status) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", status.name());
        row.put("display_name", status.displayName());
        row.put("type", status.type());
        row.put("runtime", status.runtime());
        row.put("kind", word(status.kind()));
        row.put("state", word(status.state()));
        row.put("desired_running", status.desiredRunning());
        row.put("phase", word(status.phase()));
        row.put("incarnation", status.incarnation());
        row.put("pid", status.pid() == 0 ? null : status.pid());
        row.put("started_at", text(status.startedAt()));
        row.put("ready_at", text(status.readyAt()));
        row.put("since", text(status.since()));
        row.put("exit_code", status.exitCode());
        row.put("signal", status.signal());
        row.put("restarts", status.restarts());
        row.put("next_start", text(status.nextStart()));
        row.put("reason", status.reason());
        row.put("why", status.why() == null ? null : of(status.why()));
        row.put("depends_on", status.dependsOn());
        row.put("folder", status.folder());
        return row;
    }

    static Map<String, Object> of(Why why) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("code", word(why.code()));
        row.put("text", why.text());
        row.put("module", why.module());
        row.put("at", text(why.at()));
        return row;
    }

    /** What the launcher says of a step stands beside what every step has. */
    static Map<String, Object> of(ModuleStep step) {
        Map<String, Object> row = new LinkedHashMap<>(step.extras());
        row.put("at", text(step.at()));
        row.put("step", step.step());
        row.put("module", step.module());
        row.put("incarnation", step.incarnation());
        return row;
    }

    static Map<String, Object> of(ModuleLogs.Line line) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("cursor", line.cursor());
        row.put("time", text(line.time()));
        row.put("stream", word(line.stream()));
        row.put("text", line.text());
        return row;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    static Double seconds(Duration time) {
        return time == null ? null : time.toMillis() / 1000.0;
    }
}
