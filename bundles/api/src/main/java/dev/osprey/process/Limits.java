package dev.osprey.process;

import java.time.Duration;

/**
 * What a process and all that it starts may use together. 0, or null for {@code wallTime}, means without limit.
 *
 * @param cpuPercent of one processor: 150 is one and a half
 * @param memoryBytes resident memory; a tree that wants more is ended by the kernel, see {@link ExitReason#OUT_OF_MEMORY}
 * @param pids processes and threads
 * @param openFiles of each process
 * @param ioWeight share of the disk beside others, 1 to 10,000, where 100 is usual
 * @param wallTime after which the tree is killed
 * @param strict whether a limit that this host cannot enforce refuses the spawn; if not, {@link ManagedProcess#applied()} tells of it
 */
public record Limits(
        int cpuPercent, long memoryBytes, int pids, int openFiles, int ioWeight, Duration wallTime, boolean strict) {

    /** Without any. */
    public static final Limits NONE = new Limits(0, 0, 0, 0, 0, null, true);

    public Limits {
        atLeastNone("cpu_percent", cpuPercent);
        atLeastNone("memory_bytes", memoryBytes);
        atLeastNone("pids", pids);
        atLeastNone("open_files", openFiles);
        atLeastNone("io_weight", ioWeight);
        if (ioWeight > 10_000) {
            throw new IllegalArgumentException("io_weight is " + ioWeight + "; give 1 to 10,000");
        }
        if (wallTime != null && (wallTime.isNegative() || wallTime.isZero())) {
            throw new IllegalArgumentException("The wall time is " + wallTime + "; give a positive one, or none");
        }
    }

    private static void atLeastNone(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + "; give a positive number, or 0 for no limit");
        }
    }

    /** Whether anything is limited. */
    public boolean any() {
        return cpuPercent > 0 || memoryBytes > 0 || pids > 0 || openFiles > 0 || ioWeight > 0 || wallTime != null;
    }
}
