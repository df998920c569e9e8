package dev.osprey.hub;

/**
 * Bounds of what a connection or a principal may ask for beside events.
 *
 * @param calls tool calls of one connection at the same time
 */
record Limits(int calls) {

    static Limits of(HubConfiguration c) {
        return new Limits(HubSettings.within("calls.max", c.calls_max(), 1, 1_000));
    }
}
