package dev.osprey.process.tree;

import dev.osprey.process.Usage;
import dev.osprey.process.host.Group.Counts;
import java.time.Instant;
import java.util.List;

/** Adds up what a tree uses: what its control group counts, and for the rest what its members say. */
public final class TreeUsage {

    private TreeUsage() {}

    public static Usage of(HostProcesses host, ProcessTree tree) {
        List<Long> members = pids(tree);
        Consumption sum = Consumption.NONE;
        for (long pid : members) {
            sum = sum.plus(host.consumption(pid));
        }
        return of(members.size(), sum, tree.group().counts());
    }

    /** Of a tree that has just lost its leader, as far as it can still be told. */
    public static Usage last(Counts counts) {
        return of(0, Consumption.NONE, counts);
    }

    private static Usage of(int processes, Consumption sum, Counts counts) {
        return new Usage(
                processes,
                sum.threads(),
                counted(counts.cpuNanos(), sum.cpuNanos()),
                counted(counts.memoryBytes(), sum.memoryBytes()),
                counts.memoryPeakBytes(),
                counted(counts.readBytes(), sum.readBytes()),
                counted(counts.writtenBytes(), sum.writtenBytes()),
                Math.max(0, counts.throttledNanos()),
                Instant.now());
    }

    private static long counted(long byGroup, long byMembers) {
        return byGroup >= 0 ? byGroup : byMembers;
    }

    /** Whoever lives in a tree; from the group alone where that knows. */
    public static List<Long> pids(ProcessTree tree) {
        return tree.group().exact()
                ? tree.group().members()
                : tree.members().stream().map(ProcessEntry::pid).toList();
    }
}
