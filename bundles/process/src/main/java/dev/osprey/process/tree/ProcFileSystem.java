package dev.osprey.process.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Linux: reads {@code /proc}. A process that ends while it is read is simply not there. */
final class ProcFileSystem implements HostProcesses {

    private static final int LARGEST_ENVIRONMENT = 4 << 20;
    // Counted from the field behind the command's closing parenthesis, see proc(5): state ppid pgrp session ...
    // starttime
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START = 19;

    private final Path root;

    ProcFileSystem(Path root) {
        this.root = root;
    }

    @Override
    public List<ProcessEntry> all() {
        List<ProcessEntry> all = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, ProcFileSystem::isProcess)) {
            for (Path folder : folders) {
                find(Long.parseLong(folder.getFileName().toString())).ifPresent(all::add);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot list " + root + "; mount the proc file system there", e);
        }
        return all;
    }

    private static boolean isProcess(Path folder) {
        String name = folder.getFileName().toString();
        return name.length() < 19 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        try {
            return parse(pid, Files.readString(root.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    static Optional<ProcessEntry> parse(long pid, String stat) {
        // The command stands in parentheses and may itself hold blanks and parentheses.
        int end = stat.lastIndexOf(')');
        if (end < 0 || end + 2 > stat.length()) {
            return Optional.empty();
        }
        String[] fields = stat.substring(end + 2).trim().split(" ");
        if (fields.length <= START) {
            return Optional.empty();
        }
        char state = fields[STATE].charAt(0);
        return Optional.of(new ProcessEntry(
                pid,
                Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                Long.parseLong(fields[START]),
                state == 'Z' || state == 'X'));
    }

    @Override
    public boolean marked(long pid, String mark) {
        try (InputStream in = Files.newInputStream(root.resolve(pid + "/environ"))) {
            String environment = new String(in.readNBytes(LARGEST_ENVIRONMENT), StandardCharsets.ISO_8859_1);
            String entry = ProcessTree.MARK + "=" + mark + "\0";
            return environment.startsWith(entry) || environment.contains("\0" + entry);
        } catch (IOException notOurs) {
            return false;
        }
    }

    @Override
    public String boot() {
        try {
            return Files.readString(root.resolve("sys/kernel/random/boot_id")).trim();
        } catch (IOException hidden) {
            return "unknown";
        }
    }
}
