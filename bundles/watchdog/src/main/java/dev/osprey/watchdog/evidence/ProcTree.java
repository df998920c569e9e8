package dev.osprey.watchdog.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel tells of a module's processes. Command lines are left out: they may hold secrets. */
final class ProcTree {

    private static final int MOST = 20;
    private static final int MOST_FILES = 100_000;

    private ProcTree() {}

    static List<Map<String, Object>> of(List<Long> pids) {
        return pids.stream().limit(MOST).map(ProcTree::describe).toList();
    }

    private static Map<String, Object> describe(long pid) {
        String status = ProcThreads.text(ProcThreads.folder(pid).resolve("status"));
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("pid", pid);
        process.put("name", field(status, "Name"));
        process.put("state", field(status, "State"));
        process.put("threads", field(status, "Threads"));
        process.put("memory", field(status, "VmRSS"));
        process.put("waits_in", ProcThreads.text(ProcThreads.folder(pid).resolve("wchan")));
        return process;
    }

    private static String field(String status, String name) {
        Matcher found = Pattern.compile("(?m)^" + name + ":\\s*(.*)$").matcher(status);
        return found.find() ? found.group(1) : null;
    }

    /** How many files a process has open, or null where that cannot be told. */
    static Long files(long pid) {
        try (Stream<Path> files = Files.list(ProcThreads.folder(pid).resolve("fd"))) {
            return files.limit(MOST_FILES).count();
        } catch (IOException goneOrForbidden) {
            return null;
        }
    }

    /** The name of the program that a process runs, or empty. */
    static String program(long pid) {
        try {
            return Files.readSymbolicLink(ProcThreads.folder(pid).resolve("exe"))
                    .getFileName()
                    .toString();
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }
}
