package dev.osprey.process.host;

import dev.osprey.process.Applied;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A spawn's folders in the hierarchies. */
final class HostGroup implements Group {

    private static final long NANOS_PER_MICRO = 1_000;

    private final Tree tree;
    private final Path members;
    private final Map<Lever, Path> levers;
    private final List<StagePart> stage;
    private final List<Applied> applied;
    private final Broom broom;

    /** @param tree with {@code members}, or both null; @param levers the limits that were set, and where */
    HostGroup(
            Tree tree,
            Path members,
            Map<Lever, Path> levers,
            List<StagePart> stage,
            List<Applied> applied,
            Broom broom) {
        this.tree = tree;
        this.members = members;
        this.levers = Map.copyOf(levers);
        this.stage = List.copyOf(stage);
        this.applied = List.copyOf(applied);
        this.broom = broom;
    }

    @Override
    public List<StagePart> stage() {
        return stage;
    }

    @Override
    public List<Applied> applied() {
        return applied;
    }

    @Override
    public boolean exact() {
        return tree != null;
    }

    @Override
    public List<Long> members() {
        return tree == null ? List.of() : tree.members(members);
    }

    @Override
    public boolean populated() {
        return tree != null && tree.populated(members);
    }

    @Override
    public boolean freeze() {
        return tree != null && tree.freeze(members);
    }

    @Override
    public void thaw() {
        if (tree != null) {
            tree.thaw(members);
        }
    }

    @Override
    public void kill() {
        if (tree != null) {
            tree.kill(members);
        }
    }

    @Override
    public Counts counts() {
        Path second = tree instanceof SecondTree ? members : null;
        Path cpu = levers.get(Lever.CPU_FIRST);
        Path memory = levers.get(Lever.MEMORY_FIRST);
        Path pids = levers.getOrDefault(Lever.PIDS_FIRST, levers.get(Lever.PIDS_SECOND));
        long cpuMicros = key(second, "cpu.stat", "usage_usec");
        long throttledMicros = key(second, "cpu.stat", "throttled_usec");
        return new Counts(
                cpuMicros < 0 ? number(cpu, "cpuacct.usage") : cpuMicros * NANOS_PER_MICRO,
                first(number(second, "memory.current"), number(memory, "memory.usage_in_bytes")),
                first(number(second, "memory.peak"), number(memory, "memory.max_usage_in_bytes")),
                io(second, "rbytes"),
                io(second, "wbytes"),
                throttledMicros < 0 ? key(cpu, "cpu.stat", "throttled_time") : throttledMicros * NANOS_PER_MICRO,
                first(key(second, "memory.events", "oom_kill"), key(memory, "memory.oom_control", "oom_kill")),
                key(pids, "pids.events", "max"));
    }

    private static long first(long one, long other) {
        return one < 0 ? other : one;
    }

    private static long number(Path group, String file) {
        return group == null ? ControlFile.UNKNOWN : ControlFile.number(group.resolve(file));
    }

    private static long key(Path group, String file, String key) {
        return group == null ? ControlFile.UNKNOWN : ControlFile.number(group.resolve(file), key);
    }

    /** Sums one key of {@code io.stat} over all devices: {@code 8:0 rbytes=1 wbytes=2 …}. */
    private static long io(Path group, String key) {
        if (group == null || !Files.exists(group.resolve("io.stat"))) {
            return ControlFile.UNKNOWN;
        }
        long sum = 0;
        for (String line : ControlFile.lines(group.resolve("io.stat"))) {
            for (String word : line.split(" ")) {
                if (word.startsWith(key + "=")) {
                    sum += Long.parseLong(word.substring(key.length() + 1));
                }
            }
        }
        return sum;
    }

    @Override
    public void close() {
        Set<Path> folders = new LinkedHashSet<>(levers.values());
        if (members != null) {
            folders.add(members);
        }
        folders.forEach(broom::remove);
    }
}
