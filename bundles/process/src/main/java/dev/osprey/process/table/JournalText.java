package dev.osprey.process.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The lines of the journal, JSON each. {@code {"osprey":pid,"start":…,"boot":…,"group":…}} says whose lines follow; {@code {"+":mark,…}} that
 * a spawn is about to be, {@code {"=":mark,…}} as what process it came to be, {@code {"-":mark}} that nothing of it is left. The script {@code
 * osprey} reads marks and the group when it had to kill Osprey.
 */
final class JournalText {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One run of Osprey, and what of its spawns is not known to be gone. */
    record Run(long pid, long start, String boot, Map<String, SpawnRecord> open) {}

    private JournalText() {}

    static String owner(long pid, long start, String boot, String group) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("osprey", pid);
        line.put("start", start);
        line.put("boot", boot);
        line.put("group", group);
        return write(line);
    }

    static String planned(SpawnRecord record) {
        return "{\"+\":\"" + record.mark() + "\",\"name\":\"" + plain(record.name()) + "\"}\n";
    }

    static String started(SpawnRecord record) {
        return "{\"=\":\"" + record.mark() + "\",\"pid\":" + record.pid() + ",\"start\":" + record.start()
                + ",\"argv\":\"" + record.argv() + "\"}\n";
    }

    // For people only, so that nothing needs to be escaped.
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.codePoints().map(c -> c < ' ' || c == '"' || c == '\\' ? '_' : c).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    static String gone(String mark) {
        return "{\"-\":\"" + mark + "\"}\n";
    }

    private static String write(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line) + '\n';
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of processes is no JSON", e);
        }
    }

    /** Reads what it can: a line may be half written, and somebody may have edited the file. */
    static List<Run> read(Stream<String> lines) {
        List<Run> runs = new ArrayList<>();
        lines.forEach(line -> read(line, runs));
        return runs;
    }

    private static void read(String line, List<Run> runs) {
        Map<?, ?> map;
        try {
            map = JSON.readValue(line, Map.class);
        } catch (JsonProcessingException damaged) {
            return;
        }
        if (map == null) {
            return;
        }
        if (map.get("osprey") instanceof Number pid
                && map.get("start") instanceof Number start
                && map.get("boot") instanceof String boot) {
            runs.add(new Run(pid.longValue(), start.longValue(), boot, new LinkedHashMap<>()));
        } else if (!runs.isEmpty()) {
            read(map, runs.get(runs.size() - 1).open());
        }
    }

    private static void read(Map<?, ?> map, Map<String, SpawnRecord> open) {
        if (map.get("+") instanceof String mark && !mark.isBlank()) {
            open.put(mark, SpawnRecord.planned(mark, text(map, "name")));
        } else if (map.get("=") instanceof String mark
                && map.get("pid") instanceof Number pid
                && map.get("start") instanceof Number start) {
            open.computeIfPresent(
                    mark, (key, record) -> record.started(pid.longValue(), start.longValue(), text(map, "argv")));
        } else if (map.get("-") instanceof String mark) {
            open.remove(mark);
        }
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}
