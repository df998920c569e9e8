package dev.osprey.process.host;

import dev.osprey.process.Applied;
import dev.osprey.process.Limits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a process can be bound by without control groups: limits that it inherits to each that it starts. */
final class Rlimit {

    private static final Path PROC = Path.of("/proc");
    private static final List<Path> IONICE = List.of(Path.of("/usr/bin/ionice"), Path.of("/bin/ionice"));
    private static final String REFUSED = " || { echo 'osprey: the limit cannot be set' >&2; exit 125; }";

    private Rlimit() {}

    /** What a resource could be bound by, and how far that goes; empty if not at all. */
    static Optional<Applied> offer(String resource) {
        switch (resource) {
            case "open_files":
                return Optional.of(new Applied(resource, "rlimit", "of each process"));
            case "memory":
                return Optional.of(
                        new Applied(resource, "rlimit", "the address space of each process, not the tree's memory"));
            case "pids":
                // The kernel does not hold the superuser to it.
                return ownUser() == 0
                        ? Optional.empty()
                        : Optional.of(new Applied(
                                resource,
                                "rlimit",
                                "counted over all processes of this user, from what runs at the start"));
            case "io":
                return IONICE.stream()
                        .filter(Files::isExecutable)
                        .findFirst()
                        .map(program ->
                                new Applied(resource, "ionice", "a priority, where the disk's scheduler heeds it"));
            default:
                return Optional.empty();
        }
    }

    /** What the stage does for it. */
    static StagePart stage(String resource, Limits limits) {
        switch (resource) {
            case "open_files":
                return new StagePart("ulimit -n \"$1\"" + REFUSED, List.of(String.valueOf(limits.openFiles())));
            case "memory":
                long kibibytes = Math.max(1, limits.memoryBytes() / 1024);
                return new StagePart("ulimit -v \"$1\"" + REFUSED, List.of(String.valueOf(kibibytes)));
            case "pids":
                // One letter in dash, another in bash.
                return new StagePart(
                        "ulimit -u \"$1\" 2>/dev/null || ulimit -p \"$1\" 2>/dev/null" + REFUSED,
                        List.of(String.valueOf(limits.pids() + tasksOfThisUser())));
            case "io":
                return new StagePart(
                        "ionice -c 2 -n \"$1\" -p $$" + REFUSED, List.of(String.valueOf(priority(limits.ioWeight()))));
            default:
                throw new IllegalArgumentException("There is no process limit for " + resource);
        }
    }

    /** 0 is first, 7 is last, 4 is usual. */
    private static int priority(int weight) {
        double doublings = Math.log(weight / 100.0) / Math.log(2);
        return (int) Math.max(0, Math.min(7, Math.round(4 - doublings)));
    }

    private static int ownUser() {
        return user(PROC.resolve("self"));
    }

    private static int user(Path process) {
        try {
            return (Integer) Files.getAttribute(process, "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }

    private static long tasksOfThisUser() {
        int own = ownUser();
        long count = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (user(process) == own) {
                    count += Math.max(1, ControlFile.number(process.resolve("status"), "Threads:"));
                }
            }
        } catch (IOException e) {
            return count;
        }
        return count;
    }
}
