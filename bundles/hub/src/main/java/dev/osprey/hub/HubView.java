package dev.osprey.hub;

import java.util.List;
import java.util.Map;

/** What the hub tells of itself, for the tools of this bundle. Thread-safe. */
public interface HubView {

    /** The counters; the same as {@code GET /stats} shows. */
    Map<String, Object> stats();

    /** The connections, the oldest first, so many of them. */
    List<Map<String, Object>> clients();
}
