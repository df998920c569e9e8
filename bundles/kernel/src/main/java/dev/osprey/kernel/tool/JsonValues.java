package dev.osprey.kernel.tool;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what JSON can say, bounded and unmodifiable; arrays become lists. */
final class JsonValues {

    static final int MAX_DEPTH = 64;
    static final long MAX_SIZE = 16L << 20;

    private long size;

    private JsonValues() {}

    /** @throws IllegalArgumentException if JSON cannot say it, or it is too deep or too large; the message says where */
    static Object copy(Object value) {
        return new JsonValues().copy(value, "$", 1);
    }

    /** @throws IllegalArgumentException as {@link #copy(Object)} */
    static Map<String, Object> copyObject(Map<String, Object> value) {
        return value == null ? Map.of() : new JsonValues().map(value, "$", 1);
    }

    private Object copy(Object value, String path, int depth) {
        if (value == null || value instanceof Boolean) {
            count(5, path);
            return value;
        }
        if (value instanceof String text) {
            count(text.length() + 2L, path);
            return value;
        }
        if (value instanceof Number number) {
            return number(number, path);
        }
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(path(path) + " is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, path, depth);
        }
        if (value instanceof List<?> list) {
            return list(list, path, depth);
        }
        if (value.getClass().isArray()) {
            return array(value, path, depth);
        }
        throw new IllegalArgumentException(path(path) + " is a "
                + value.getClass().getName() + "; JSON has Map, List, String, Number, Boolean and null only");
    }

    private Number number(Number number, String path) {
        if ((number instanceof Double || number instanceof Float) && !Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException(path(path) + " is " + number + ", which JSON cannot say");
        }
        count(8, path);
        return number;
    }

    private Map<String, Object> map(Map<?, ?> source, String path, int depth) {
        count(2, path);
        Map<String, Object> copy = new LinkedHashMap<>();
        source.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException(path(path) + " has the key " + key + " that is not a string");
            }
            count(name.length() + 3L, path);
            copy.put(name, copy(value, path + "." + name, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private List<Object> list(List<?> source, String path, int depth) {
        count(2, path);
        List<Object> copy = new ArrayList<>(source.size());
        for (Object item : source) {
            copy.add(copy(item, path + "[" + copy.size() + "]", depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private List<Object> array(Object array, String path, int depth) {
        count(2, path);
        int length = Array.getLength(array);
        List<Object> copy = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            copy.add(copy(Array.get(array, i), path + "[" + i + "]", depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private void count(long more, String path) {
        size += more;
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException(path(path) + " makes the value larger than " + MAX_SIZE + " characters");
        }
    }

    private static String path(String path) {
        return path.length() > 200 ? path.substring(0, 200) + "..." : path;
    }
}
