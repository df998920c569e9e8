package dev.osprey.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The hub's own numbers, for every door that shows them. */
final class HubFacts implements HubView {

    private final Hub hub;
    private final long started = System.nanoTime();

    HubFacts(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("uptime_seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started));
        stats.put("connections", hub.peers().count());
        stats.put("subscriptions", hub.peers().patterns());
        stats.put("watches", hub.watching().count());
        stats.put("pending_bytes", hub.peers().pending());
        stats.put("retained_events", hub.annex().retained().count());
        stats.put("retained_bytes", hub.annex().retained().bytes());
        stats.putAll(hub.stats().view());
        return stats;
    }

    @Override
    public List<Map<String, Object>> clients() {
        return hub.peers().clients();
    }
}
