package dev.osprey.hub;

/**
 * Bounds of what a connection or a principal may ask for beside events.
 *
 * @param calls tool calls of one connection at the same time
 * @param retainedEvents events that are retained, over all subjects
 * @param retainedBytes about how many bytes of them
 * @param principalConnections connections of one principal at the same time
 * @param principalRate events a second that one principal publishes; 0 for no limit
 */
record Limits(int calls, int retainedEvents, int retainedBytes, int principalConnections, int principalRate) {

    static Limits of(HubConfiguration c) {
        return new Limits(
                HubSettings.within("calls.max", c.calls_max(), 1, 1_000),
                HubSettings.within("retained.max", c.retained_max(), 0, 1_000_000),
                HubSettings.within("retained.bytes", c.retained_bytes(), 0, 1 << 30),
                HubSettings.within("principal.connections.max", c.principal_connections_max(), 1, 1_000_000),
                HubSettings.within("principal.rate.max", c.principal_rate_max(), 0, 1_000_000_000));
    }
}
