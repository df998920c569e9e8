package dev.osprey.hub;

import dev.osprey.registry.Entry;
import java.util.LinkedHashMap;
import java.util.Map;

/** An entry of the registry as every door shows it. */
final class EntryJson {

    private EntryJson() {}

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("module_id", entry.moduleId());
        map.put("holder", entry.holder());
        map.put("registered_at", entry.registeredAt().toString());
        map.put("last_heartbeat", entry.lastHeartbeat().toString());
        map.put("ttl_seconds", entry.ttl() == null ? null : entry.ttl().toMillis() / 1000.0);
        map.put("document", entry.document());
        return map;
    }
}
