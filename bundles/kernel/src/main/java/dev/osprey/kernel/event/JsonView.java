package dev.osprey.kernel.event;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of foreign objects that JSON can say; the rest is left out. */
final class JsonView {

    private static final Object NOTHING = new Object();

    /** Leaves room for the levels around it. */
    private static final int MAX_DEPTH = DataWriter.MAX_DEPTH - 2;

    private JsonView() {}

    static void copy(Map<?, ?> from, Map<String, Object> to) {
        copy(from, to, 0);
    }

    static void put(Map<String, Object> to, String key, Object value) {
        put(to, key, value, 0);
    }

    private static void copy(Map<?, ?> from, Map<String, Object> to, int depth) {
        from.forEach((key, value) -> {
            if (key instanceof String name) {
                put(to, name, value, depth);
            }
        });
    }

    private static void put(Map<String, Object> to, String key, Object value, int depth) {
        Object view = view(value, depth);
        if (view != NOTHING) {
            to.put(key, view);
        }
    }

    private static Object view(Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) || !(number instanceof Double || number instanceof Float)
                    ? number
                    : NOTHING;
        }
        if (depth >= MAX_DEPTH) {
            return NOTHING;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            copy(map, copy, depth + 1);
            return copy;
        }
        if (value instanceof Collection<?> items) {
            return list(items.toArray(), depth + 1);
        }
        return value.getClass().isArray() ? list(value, depth + 1) : NOTHING;
    }

    private static List<Object> list(Object array, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            Object view = view(Array.get(array, i), depth);
            if (view != NOTHING) {
                list.add(view);
            }
        }
        return list;
    }
}
