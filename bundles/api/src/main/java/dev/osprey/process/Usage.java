package dev.osprey.process;

import java.time.Instant;

/**
 * What a process tree uses.
 *
 * @param processes that live now
 * @param cpuNanos processor time since the start, of ended members too where control groups count it
 * @param memoryBytes resident now
 * @param memoryPeakBytes the most there has been, or -1 where nobody counts it
 * @param readBytes from storage
 * @param writtenBytes to storage
 * @param throttledNanos for how long the CPU limit has held it back
 */
public record Usage(
        int processes,
        int threads,
        long cpuNanos,
        long memoryBytes,
        long memoryPeakBytes,
        long readBytes,
        long writtenBytes,
        long throttledNanos,
        Instant at) {}
