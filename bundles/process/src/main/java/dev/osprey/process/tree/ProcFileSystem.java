package dev.osprey.process.tree;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Linux: reads {@code /proc}. A process that ends while it is read is simply not there. */
final class ProcFileSystem implements HostProcesses {

    private static final int LARGEST_ENVIRONMENT = 4 << 20;
    private static final int LARGEST_ARGV = 4 << 20;
    private static final int LARGEST_STATUS = 4096;
    // Counted from the field behind the command's closing parenthesis, see proc(5): state ppid pgrp session ...
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;
    private static final int THREADS = 17;
    private static final int START = 19;
    private static final int RESIDENT = 21;
    // What user space is told is always 100 a second, whatever the kernel's own clock.
    private static final long NANOS_PER_TICK = 10_000_000;

    private final Path root;
    private final long pageSize;

    ProcFileSystem(Path root) {
        this.root = root;
        this.pageSize = pageSize(root.resolve("self/smaps"));
    }

    @Override
    public List<ProcessEntry> all() {
        String[] names = root.toFile().list();
        if (names == null) {
            throw new IllegalStateException("Cannot list " + root + "; mount the proc file system there");
        }
        List<ProcessEntry> all = new ArrayList<>();
        for (String name : names) {
            if (isProcess(name)) {
                find(Long.parseLong(name)).ifPresent(all::add);
            }
        }
        return all;
    }

    private static boolean isProcess(String name) {
        return name.length() < 19 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        return parse(pid, text(pid, "stat"));
    }

    static Optional<ProcessEntry> parse(long pid, String stat) {
        String[] fields = fields(stat);
        if (fields.length <= START) {
            return Optional.empty();
        }
        return Optional.of(new ProcessEntry(
                pid,
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                Long.parseLong(fields[START]),
                fields[STATE].charAt(0)));
    }

    private static String[] fields(String stat) {
        // The command stands in parentheses and may itself hold blanks and parentheses.
        int end = stat.lastIndexOf(')');
        return end < 0 || end + 2 > stat.length()
                ? new String[0]
                : stat.substring(end + 2).trim().split(" ");
    }

    @Override
    public Optional<String> markOf(long pid) {
        String environment = new String(bytes(pid, "environ", LARGEST_ENVIRONMENT), StandardCharsets.ISO_8859_1);
        String name = ProcessTree.MARK + "=";
        int start = environment.startsWith(name) ? 0 : environment.indexOf("\0" + name) + 1;
        if (start == 0 && !environment.startsWith(name)) {
            return Optional.empty();
        }
        int end = environment.indexOf('\0', start);
        return Optional.of(environment.substring(start + name.length(), end < 0 ? environment.length() : end));
    }

    @Override
    public byte[] argv(long pid) {
        return bytes(pid, "cmdline", LARGEST_ARGV);
    }

    @Override
    public Consumption consumption(long pid) {
        String[] fields = fields(text(pid, "stat"));
        if (fields.length <= RESIDENT) {
            return Consumption.NONE;
        }
        long ticks = 0;
        for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        String io = text(pid, "io");
        return new Consumption(
                Integer.parseInt(fields[THREADS]),
                ticks * NANOS_PER_TICK,
                Long.parseLong(fields[RESIDENT]) * pageSize,
                number(io, "\nread_bytes: "),
                number(io, "\nwrite_bytes: "));
    }

    private static long number(String text, String key) {
        int start = text.indexOf(key);
        int end = start < 0 ? -1 : text.indexOf('\n', start + 1);
        return end < 0 ? 0 : Long.parseLong(text.substring(start + key.length(), end));
    }

    @Override
    public String boot() {
        try {
            return Files.readString(root.resolve("sys/kernel/random/boot_id")).trim();
        } catch (IOException hidden) {
            return "unknown";
        }
    }

    private String text(long pid, String file) {
        return new String(bytes(pid, file, LARGEST_STATUS), StandardCharsets.ISO_8859_1);
    }

    // Not by NIO: its channels close under an interrupted reader, and a kill must not be misled by that.
    private byte[] bytes(long pid, String file, int most) {
        try (InputStream in = new FileInputStream(root + "/" + pid + "/" + file)) {
            return in.readNBytes(most);
        } catch (IOException notOursOrGone) {
            return new byte[0];
        }
    }

    private static long pageSize(Path smaps) {
        try (var lines = Files.lines(smaps, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("KernelPageSize:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .orElse(4096L);
        } catch (IOException hidden) {
            return 4096;
        }
    }
}
