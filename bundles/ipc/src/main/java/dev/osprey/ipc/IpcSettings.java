package dev.osprey.ipc;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The configuration, checked. */
record IpcSettings(
        String path,
        int threads,
        int maxFrame,
        int maxConnections,
        int maxRequests,
        int maxPending,
        Duration stall,
        Duration identify,
        Set<Integer> uids) {

    /** More than this does not go into the socket's buffer at a time: it waits here, where it is counted. */
    static final int HIGH_WATER = 1 << 20;

    /** Who has not said who it is says little. */
    static final int STRANGERS_FRAME = 64 << 10;

    static IpcSettings of(IpcConfiguration c) {
        return new IpcSettings(
                c.path(),
                within("threads", c.threads(), 1, 16),
                within("frame.max", c.frame_max(), 1 << 10, 1 << 28),
                within("connections.max", c.connections_max(), 1, 100_000),
                within("requests.max", c.requests_max(), 1, 1_000_000),
                within("pending.max", c.pending_max(), HIGH_WATER, 1 << 30),
                Duration.ofSeconds(within("stall.seconds", c.stall_seconds(), 1, 3_600)),
                Duration.ofSeconds(within("identify.seconds", c.identify_seconds(), 1, 3_600)),
                Arrays.stream(c.uids()).boxed().collect(Collectors.toUnmodifiableSet()));
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    IpcConfiguration.PID + ": " + name + " is " + value + ", it must be from " + least + " to " + most);
        }
        return value;
    }
}
