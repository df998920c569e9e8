package dev.osprey.shell.command;

import dev.osprey.access.Grant;
import dev.osprey.event.Event;
import dev.osprey.event.Gap;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.Match;
import dev.osprey.tool.ToolInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The shapes of {@code --json}. Scripts rely on these names: add, never rename. */
final class Documents {

    private Documents() {}

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("module_id", entry.moduleId());
        map.put("holder", entry.holder());
        map.put("registered_at", text(entry.registeredAt()));
        map.put("last_heartbeat", text(entry.lastHeartbeat()));
        map.put("ttl_seconds", seconds(entry.ttl()));
        map.put("document", entry.document());
        return map;
    }

    /** @param position whether it tells the revision */
    static Map<String, Object> of(EntryChange change, boolean position) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", word(change.kind()));
        if (position) {
            map.put("revision", change.revision().toString());
        }
        map.put("module_id", change.entry().moduleId());
        map.put("entry", of(change.entry()));
        return map;
    }

    static Map<String, Object> of(Match match) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("module_id", match.moduleId());
        map.put("field", match.field());
        map.put("value", match.value());
        return map;
    }

    static Map<String, Object> of(ModuleStatus module) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", module.name());
        map.put("display_name", module.displayName());
        map.put("type", module.type());
        map.put("runtime", module.runtime());
        map.put("kind", module.kind() == null ? null : word(module.kind()));
        map.put("state", word(module.state()));
        map.put("desired_running", module.desiredRunning());
        map.put("phase", word(module.phase()));
        map.put("incarnation", module.incarnation());
        map.put("pid", module.pid() == 0 ? null : module.pid());
        map.put("started_at", text(module.startedAt()));
        map.put("ready_at", text(module.readyAt()));
        map.put("since", text(module.since()));
        map.put("exit_code", module.exitCode());
        map.put("signal", module.signal());
        map.put("restarts", module.restarts());
        map.put("next_start", text(module.nextStart()));
        map.put("reason", module.reason());
        map.put("why", module.why() == null ? null : of(module.why()));
        map.put("depends_on", module.dependsOn());
        map.put("folder", module.folder());
        return map;
    }

    private static Map<String, Object> of(Why why) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", word(why.code()));
        map.put("text", why.text());
        map.put("module", why.module());
        map.put("at", text(why.at()));
        return map;
    }

    static Map<String, Object> of(ToolInfo tool) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", tool.name());
        map.put("description", tool.description());
        map.put("role", word(tool.role()));
        map.put("read_only", tool.readOnly());
        map.put("timeout_seconds", seconds(tool.timeout()));
        map.put("bundle", tool.bundle());
        map.put("input", tool.input());
        map.put("output", tool.output());
        return map;
    }

    static Map<String, Object> of(Event event, Object data) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", event.id());
        map.put("subject", event.subject());
        map.put("source", event.source());
        map.put("time", text(event.time()));
        map.put("sequence", event.sequence());
        map.put("correlation_id", event.correlationId());
        map.put("causation_id", event.causationId());
        map.put("traceparent", event.traceparent());
        map.put("data", data);
        return map;
    }

    /** As the hub's WebSocket tells it. */
    static Map<String, Object> of(Gap gap) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", "gap");
        map.put("reason", word(gap.reason()));
        map.put("count", gap.count() < 0 ? null : gap.count());
        map.put("first", gap.first());
        map.put("last", gap.last());
        return map;
    }

    static Map<String, Object> of(Grant grant) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("principal", grant.principal());
        map.put("permission", grant.permission().key());
        map.put("resource", grant.resource());
        return map;
    }

    static String word(Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Double seconds(Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }
}
