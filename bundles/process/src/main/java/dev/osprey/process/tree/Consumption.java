package dev.osprey.process.tree;

/**
 * What one process has used, its children that it waited for included in the processor time; a number that the host does not tell is 0.
 *
 * @param cpuNanos processor time
 * @param memoryBytes resident now
 */
public record Consumption(int threads, long cpuNanos, long memoryBytes, long readBytes, long writtenBytes) {

    static final Consumption NONE = new Consumption(0, 0, 0, 0, 0);

    Consumption plus(Consumption other) {
        return new Consumption(
                threads + other.threads,
                cpuNanos + other.cpuNanos,
                memoryBytes + other.memoryBytes,
                readBytes + other.readBytes,
                writtenBytes + other.writtenBytes);
    }
}
