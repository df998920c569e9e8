package dev.osprey.process.table;

import dev.osprey.process.Applied;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts of a process as JSON. */
public final class Described {

    private Described() {}

    public static List<Map<String, Object>> applied(List<Applied> applied) {
        return applied.stream().map(Described::applied).toList();
    }

    private static Map<String, Object> applied(Applied applied) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("resource", applied.resource());
        json.put("by", applied.by());
        json.put("note", applied.note());
        return json;
    }
}
