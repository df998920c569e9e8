package dev.osprey.watchdog.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What goes with an event: at most 64 KiB, and what a module wrote only where that is wanted, as whoever hears events need not be one who may read logs. */
public final class Excerpt {

    static final int MOST = 64 * 1024;

    /** What modules wrote, the longest first. */
    private static final List<String> WRITTEN = List.of("threads_text", "dump", "log", "answer");

    private static final Set<String> ELSEWHERE = Set.of("id", "module_id", "incarnation", "check", "reason");

    private Excerpt() {}

    /** @param full with what the module wrote */
    public static Map<String, Object> of(Map<String, Object> evidence, boolean full) {
        Map<String, Object> part = new LinkedHashMap<>(evidence);
        part.keySet().removeAll(ELSEWHERE);
        if (!full) {
            part.keySet().removeAll(WRITTEN);
        }
        part.values().removeIf(value -> value == null);
        for (String key : WRITTEN) {
            if (fits(part)) {
                return part;
            }
            part.remove(key);
            part.put("truncated", true);
        }
        if (!fits(part)) {
            part.remove("usage");
            part.put("truncated", true);
        }
        return part;
    }

    private static boolean fits(Map<String, Object> part) {
        return Json.write(part).length <= MOST;
    }
}
