package dev.osprey.web.rest;

import static dev.osprey.web.http.Schema.any;
import static dev.osprey.web.http.Schema.flag;
import static dev.osprey.web.http.Schema.number;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.orNull;
import static dev.osprey.web.http.Schema.text;
import static dev.osprey.web.http.Schema.time;

import dev.osprey.registry.Entry;
import dev.osprey.tool.ToolInfo;
import dev.osprey.web.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What this door calls things. The same names stand in the shell's {@code --json}: add, never rename. */
final class Shapes {

    static final Map<String, Object> TOOL = object(
            "name", text(),
            "description", text(),
            "role", oneOf("viewer", "operator", "admin"),
            "read_only", flag(),
            "timeout_seconds", orNull(number()),
            "bundle", text(),
            "input", object(),
            "output", object());

    /** An entry without its document, as a list has it. */
    static final Map<String, Object> ENTRY_HEAD = object(
            "module_id", text(),
            "module_type", orNull(text()),
            "name", orNull(text()),
            "holder", text(),
            "registered_at", orNull(time()),
            "last_heartbeat", orNull(time()),
            "ttl_seconds", orNull(number()));

    static final Map<String, Object> ENTRY = object(
            "module_id", text(),
            "module_type", orNull(text()),
            "name", orNull(text()),
            "holder", text(),
            "registered_at", orNull(time()),
            "last_heartbeat", orNull(time()),
            "ttl_seconds", orNull(number()),
            "document", object());

    static final Map<String, Object> CALLED = object("call_id", text(), "result", any());

    private Shapes() {}

    static Map<String, Object> of(ToolInfo tool) {
        return Json.object(
                "name", tool.name(),
                "description", tool.description(),
                "role", tool.role().name().toLowerCase(Locale.ROOT),
                "read_only", tool.readOnly(),
                "timeout_seconds", seconds(tool.timeout()),
                "bundle", tool.bundle(),
                "input", tool.input(),
                "output", tool.output());
    }

    static Map<String, Object> headOf(Entry entry) {
        return Json.object(
                "module_id", entry.moduleId(),
                "module_type", word(entry.document().get("module_type")),
                "name", word(entry.document().get("name")),
                "holder", entry.holder(),
                "registered_at", moment(entry.registeredAt()),
                "last_heartbeat", moment(entry.lastHeartbeat()),
                "ttl_seconds", seconds(entry.ttl()));
    }

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> whole = new LinkedHashMap<>(headOf(entry));
        whole.put("document", entry.document());
        return whole;
    }

    /** An entry as a change shows it. */
    static Map<String, Object> held(Entry entry) {
        return Json.object(
                "module_id", entry.moduleId(),
                "holder", entry.holder(),
                "registered_at", moment(entry.registeredAt()),
                "last_heartbeat", moment(entry.lastHeartbeat()),
                "ttl_seconds", seconds(entry.ttl()),
                "document", entry.document());
    }

    /** A registration may hold anything under these names. */
    private static String word(Object value) {
        return value instanceof String text ? text : null;
    }

    private static String moment(Instant time) {
        return time == null ? null : time.toString();
    }

    private static Double seconds(Duration time) {
        return time == null ? null : time.toMillis() / 1000.0;
    }
}
