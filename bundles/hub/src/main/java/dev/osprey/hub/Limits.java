package dev.osprey.hub;

/**
 * Bounds of what a connection or a principal may ask for beside events.
 *
 * @param calls tool calls of one connection at the same time
 * @param retainedEvents events that are retained, over all subjects
 * @param retainedBytes about how many bytes of them
 */
record Limits(int calls, int retainedEvents, int retainedBytes) {

    static Limits of(HubConfiguration c) {
        return new Limits(
                HubSettings.within("calls.max", c.calls_max(), 1, 1_000),
                HubSettings.within("retained.max", c.retained_max(), 0, 1_000_000),
                HubSettings.within("retained.bytes", c.retained_bytes(), 0, 1 << 30));
    }
}
