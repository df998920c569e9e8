package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes sure that what goes out is JSON, whatever a source put in; what is none becomes its text. */
final class Plain {

    private Plain() {}

    static Hit of(Hit hit) {
        Findable item = hit.item();
        if (json(item.fields(), Leaves.DEPTH)) {
            return hit;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        item.fields().forEach((key, value) -> fields.put(String.valueOf(key), copy(value, Leaves.DEPTH)));
        return new Hit(
                new Findable(item.kind(), item.id(), item.name(), item.description(), item.tags(), fields),
                hit.score());
    }

    private static boolean json(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return depth > 0
                    && map.entrySet().stream()
                            .allMatch(entry -> entry.getKey() instanceof String && json(entry.getValue(), depth - 1));
        }
        if (value instanceof List<?> list) {
            return depth > 0 && list.stream().allMatch(item -> json(item, depth - 1));
        }
        return leaf(value);
    }

    private static boolean leaf(Object value) {
        boolean finite = !(value instanceof Double number && !Double.isFinite(number))
                && !(value instanceof Float small && !Float.isFinite(small));
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number number && number.getClass().getName().startsWith("java.") && finite;
    }

    private static Object copy(Object value, int depth) {
        if (leaf(value)) {
            return value;
        }
        if (depth > 0 && value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), copy(item, depth - 1)));
            return copy;
        }
        if (depth > 0 && value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(copy(item, depth - 1)));
            return copy;
        }
        return Leaves.nested(value) ? "..." : Leaves.text(value);
    }
}
