package dev.osprey.kernel.registry;

import dev.osprey.kernel.glob.Glob;
import dev.osprey.registry.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** One look-up over the documents: rows in the order of id, then of the field's path. */
final class Search {

    private final Glob module;
    private final Glob field;
    private final Glob value;
    private final int maxRows;
    private final List<Match> rows = new ArrayList<>();

    Search(String module, String field, String value, int maxRows) {
        this.module = Glob.compile(module);
        this.field = Glob.compile(field);
        this.value = Glob.compile(value);
        this.maxRows = maxRows;
    }

    /** @throws IllegalArgumentException if there are too many rows */
    List<Match> in(NavigableMap<String, Holding> holders) {
        if (module.literal()) {
            Holding only = holders.get(module.prefix());
            if (only != null) {
                add(only);
            }
            return rows;
        }
        for (Holding holding : holders.tailMap(module.prefix(), true).values()) {
            if (!holding.moduleId().startsWith(module.prefix())) {
                break;
            }
            if (module.matches(holding.moduleId())) {
                add(holding);
            }
        }
        return rows;
    }

    private void add(Holding holding) {
        int from = rows.size();
        walk(holding.moduleId(), "", holding.document());
        rows.subList(from, rows.size()).sort((a, b) -> a.field().compareTo(b.field()));
    }

    private void walk(String id, String path, Object node) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, child) -> step(id, path, (String) key, child));
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                step(id, path, Integer.toString(i), list.get(i));
            }
        } else if (field.matches(path) && value.matches(text(node))) {
            if (rows.size() >= maxRows) {
                throw new IllegalArgumentException(
                        "The look-up finds more than " + maxRows + " rows; narrow module, field or value");
            }
            rows.add(new Match(id, path, node));
        }
    }

    private void step(String id, String path, String key, Object child) {
        String below = path.isEmpty() ? key : path + "." + key;
        if (field.reaches(below)) {
            walk(id, below, child);
        }
    }

    private static String text(Object value) {
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        return value instanceof List<?> ? "[]" : String.valueOf(value);
    }
}
