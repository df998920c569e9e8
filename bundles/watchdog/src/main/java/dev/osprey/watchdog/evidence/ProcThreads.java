package dev.osprey.watchdog.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the kernel tells of a process's threads; nothing where there is no {@code /proc}. */
final class ProcThreads {

    private static final int MOST = 20;
    private static final int READ_AT_MOST = 10_000;

    private record Row(String name, String state, long ticks, String waitsIn) {}

    private final Map<String, Row> rows;

    private ProcThreads(Map<String, Row> rows) {
        this.rows = rows;
    }

    static ProcThreads of(long pid) {
        Map<String, Row> rows = new HashMap<>();
        try (Stream<Path> tasks = Files.list(folder(pid).resolve("task"))) {
            tasks.limit(READ_AT_MOST).forEach(task -> {
                Row row = row(task);
                if (row != null) {
                    rows.put(task.getFileName().toString(), row);
                }
            });
        } catch (IOException gone) {
            rows.clear();
        }
        return new ProcThreads(rows);
    }

    static Path folder(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }

    private static Row row(Path task) {
        String stat = text(task.resolve("stat"));
        int end = stat.lastIndexOf(')');
        if (end < 0) {
            return null;
        }
        // Behind the name: state first, then user and system time as the 12th and 13th.
        String[] fields = stat.substring(end + 1).trim().split(" ");
        return new Row(
                stat.substring(stat.indexOf('(') + 1, end),
                fields[0],
                Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                text(task.resolve("wchan")));
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).trim();
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }

    /** The threads that worked most since an earlier look, in hundredths of a second; then the others. */
    List<Map<String, Object>> since(ProcThreads before) {
        return rows.entrySet().stream()
                .map(entry -> describe(entry.getKey(), entry.getValue(), before.rows.get(entry.getKey())))
                .sorted((a, b) -> Long.compare((Long) b.get("cpu_ticks"), (Long) a.get("cpu_ticks")))
                .limit(MOST)
                .toList();
    }

    private static Map<String, Object> describe(String id, Row row, Row before) {
        Map<String, Object> thread = new LinkedHashMap<>();
        thread.put("tid", Long.parseLong(id));
        thread.put("name", row.name());
        thread.put("state", row.state());
        thread.put("cpu_ticks", row.ticks() - (before == null ? 0 : before.ticks()));
        thread.put("cpu_ticks_total", row.ticks());
        thread.put("waits_in", row.waitsIn().isEmpty() || row.waitsIn().equals("0") ? null : row.waitsIn());
        return thread;
    }
}
