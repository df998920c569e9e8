package dev.osprey.process.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The hierarchy that knows who belongs to a spawn, and can stop and kill all of them. */
abstract class Tree {

    private static final long FREEZE_NANOS = 500_000_000;
    private static final long LOOK_NANOS = 200_000;
    private static final int DEEPEST = 32;
    private static final int SIGKILL = 9;

    private final SystemCalls calls;

    Tree(SystemCalls calls) {
        this.calls = calls;
    }

    /** {@code cgroup2} or {@code cgroup1}. */
    abstract String by();

    /** What stands for this hierarchy in {@code /proc/<pid>/cgroup}, between the colons. */
    abstract String inList();

    abstract boolean populated(Path group);

    abstract boolean freeze(Path group);

    abstract void thaw(Path group);

    abstract void kill(Path group);

    /** The processes of a group and of those below it, which a member may have made. */
    final List<Long> members(Path group) {
        List<Long> members = new ArrayList<>();
        for (Path each : withThoseBelow(group)) {
            for (String line : ControlFile.lines(each.resolve("cgroup.procs"))) {
                long pid = Long.parseLong(line.trim());
                // 0 stands for one outside of what this process may see.
                if (pid > 0) {
                    members.add(pid);
                }
            }
        }
        return members;
    }

    /** A group and those below it, the deepest last. */
    static List<Path> withThoseBelow(Path group) {
        try (Stream<Path> all = Files.walk(group, DEEPEST)) {
            return all.filter(Files::isDirectory).toList();
        } catch (IOException | UncheckedIOException e) {
            return Files.isDirectory(group) ? List.of(group) : List.of();
        }
    }

    final void killEach(Path group) {
        for (long pid : members(group)) {
            if (calls.signals()) {
                calls.kill(pid, SIGKILL);
            } else {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Waits until a group stands. Members in an uninterruptible sleep stand late, so it does not wait for ever. */
    static boolean await(BooleanSupplier frozen) {
        long end = System.nanoTime() + FREEZE_NANOS;
        while (!frozen.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
