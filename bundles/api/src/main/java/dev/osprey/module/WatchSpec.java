package dev.osprey.module;

import java.time.Duration;

/**
 * How a module is watched. What is null is not looked at.
 *
 * @param on whether it is watched at all
 * @param health by HTTP; null for what its registry entry says
 * @param heartbeat how old the heartbeat of its registry entry may be
 * @param alive how long {@code module.alive} may stay away
 * @param cpuCores how many processors its tree may use for longer than {@code cpuFor}
 * @param memoryGrow by which factor its memory may grow within {@code memoryOver}, once it is above {@code memoryFloor} bytes
 * @param memoryMax bytes, or 0
 * @param silence how long it may write nothing
 * @param dumpSignal sent to have it write where it stands, or null
 * @param grace after it became ready, in which nothing is held against it
 * @param restarts how many within {@code window} at most
 */
public record WatchSpec(
        boolean on,
        Health health,
        Duration heartbeat,
        Duration alive,
        Double cpuCores,
        Duration cpuFor,
        Double memoryGrow,
        Duration memoryOver,
        long memoryFloor,
        long memoryMax,
        Duration silence,
        String dumpSignal,
        Duration grace,
        int restarts,
        Duration window) {

    /**
     * A look by HTTP on this machine.
     *
     * @param port on 127.0.0.1, or 0 for that of its registry entry
     * @param failures in a row that count
     */
    public record Health(int port, String path, Duration interval, Duration timeout, int failures) {}

    /** What a module has that names none: its registry entry's health and heartbeat. */
    public static final WatchSpec USUAL = new WatchSpec(
            true,
            null,
            Duration.ofSeconds(90),
            null,
            null,
            Duration.ofSeconds(120),
            null,
            Duration.ofSeconds(600),
            64L << 20,
            0,
            null,
            null,
            Duration.ofSeconds(30),
            3,
            Duration.ofSeconds(600));
}
