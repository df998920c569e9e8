package dev.osprey.web.launcher;

import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.orNull;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Modules as Kite's launcher shows them: what is configured, what is wanted, what runs. */
final class ModuleRows {

    /** Kite's launcher lists its two core modules with the others, and not itself. Here all three are a part of Osprey. */
    private static final Map<String, String> CORE =
            Map.of("event_hub", "Event hub", "launcher", "Launcher", "registry", "Registry");

    private static final List<String> LISTED = List.of("event_hub", "registry");

    private final LauncherSlot slot;

    ModuleRows(LauncherSlot slot) {
        this.slot = slot;
    }

    /** The schema of a row; Osprey's own parts have nothing behind the pid. */
    static final Map<String, Object> ROW = object(
            "name", text(),
            "display_name", text(),
            "type", text(),
            "runtime", text(),
            "config_state", oneOf("enabled", "manual", "disabled"),
            "desired_state", oneOf("running", "stopped"),
            "actual_state", oneOf("running", "stopped"),
            "pid", orNull(integer()),
            "phase?", text(),
            "reason?", orNull(text()),
            "exit_code?", orNull(integer()),
            "incarnation?", integer(),
            "restarts?", integer(),
            "next_start?", orNull(text()),
            "why?", orNull(object("code", text(), "text", text())));

    /** {@code GET /launcher/modules}. */
    void all(Exchange exchange) throws IOException {
        List<ModuleStatus> modules = slot.modules().list();
        List<Map<String, Object>> rows = new ArrayList<>();
        LISTED.forEach(name -> rows.add(core(name)));
        modules.forEach(status -> rows.add(row(status)));
        exchange.reply(200, rows);
    }

    /** {@code GET /launcher/modules/NAME}. */
    void one(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        Optional<ModuleStatus> found = slot.modules().find(name);
        if (found.isEmpty() && !LISTED.contains(name)) {
            throw Refusal.notFound(
                    "There is no module " + Text.shown(name), "GET /launcher/modules lists what there is");
        }
        exchange.reply(200, found.map(ModuleRows::row).orElseGet(() -> core(name)));
    }

    /** Whether Osprey itself is what Kite has a module for. */
    static boolean isCore(String name) {
        return CORE.containsKey(name);
    }

    static Map<String, Object> core(String name) {
        return row(
                name,
                CORE.get(name),
                "infrastructure",
                "java",
                ModuleState.ENABLED,
                true,
                true,
                ProcessHandle.current().pid());
    }

    static Map<String, Object> row(ModuleStatus status) {
        Map<String, Object> row = row(
                status.name(),
                status.displayName(),
                status.type(),
                status.runtime(),
                status.state(),
                status.desiredRunning(),
                runs(status),
                status.pid());
        row.put("phase", word(status.phase()));
        row.put("reason", status.reason());
        row.put("exit_code", status.exitCode());
        row.put("incarnation", status.incarnation());
        row.put("restarts", status.restarts());
        row.put("next_start", moment(status.nextStart()));
        row.put("why", status.why() == null ? null : why(status.why()));
        return row;
    }

    private static Map<String, Object> why(Why why) {
        return Json.object(
                "code", word(why.code()), "text", why.text(), "module", why.module(), "at", moment(why.at()));
    }

    /** A bundle has no process of its own to be known by. */
    private static boolean runs(ModuleStatus status) {
        if (status.kind() == ModuleKind.PROCESS) {
            return status.pid() != 0;
        }
        return switch (status.phase()) {
            case STARTING, READY, STOPPING -> true;
            default -> false;
        };
    }

    private static String moment(Instant time) {
        return time == null ? null : time.toString();
    }

    private static Map<String, Object> row(
            String name,
            String display,
            String type,
            String runtime,
            ModuleState state,
            boolean desired,
            boolean runs,
            long pid) {
        return Json.object(
                "name",
                name,
                "display_name",
                display,
                "type",
                type,
                "runtime",
                runtime,
                "config_state",
                word(state),
                "desired_state",
                running(desired),
                "actual_state",
                running(runs),
                "pid",
                runs && pid != 0 ? pid : null);
    }

    private static String running(boolean is) {
        return is ? "running" : "stopped";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
