package dev.osprey.kernel.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies a document deeply, so that nobody can change it afterwards, and refuses what is not JSON or too much of it. */
final class DocumentCopy {

    /** Characters of a field's dotted path; the rows of a look-up repeat it. */
    static final int MAX_PATH = 1024;

    private final int maxBytes;
    private final int maxDepth;
    private long bytes;

    private DocumentCopy(int maxBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        this.maxDepth = maxDepth;
    }

    /**
     * An unmodifiable copy, nulls and order kept.
     *
     * @throws IllegalArgumentException if it is not JSON, too deep or too large
     */
    static Map<String, Object> of(Map<?, ?> document, Limits limits) {
        return new DocumentCopy(limits.documentBytes(), limits.depth()).map(document, 1, -1);
    }

    private Map<String, Object> map(Map<?, ?> source, int depth, int path) {
        enter(depth);
        if (source.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, Object> copy = new LinkedHashMap<>(source.size() * 4 / 3 + 1);
        for (Map.Entry<?, ?> field : source.entrySet()) {
            if (!(field.getKey() instanceof String key)) {
                throw new IllegalArgumentException("The registration has the key " + field.getKey()
                        + " that is not a string; JSON objects have string keys only");
            }
            count(text(key) + 2);
            copy.put(key, value(field.getValue(), depth, below(path, key.length())));
        }
        return Collections.unmodifiableMap(copy);
    }

    private List<Object> list(List<?> source, int depth, int path) {
        enter(depth);
        if (source.isEmpty()) {
            return Collections.emptyList();
        }
        int below = below(path, digits(source.size() - 1));
        List<Object> copy = new ArrayList<>(source.size());
        for (Object item : source) {
            count(1);
            copy.add(value(item, depth, below));
        }
        return Collections.unmodifiableList(copy);
    }

    private Object value(Object value, int depth, int path) {
        if (value instanceof String text) {
            count(text(text));
        } else if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1, path);
        } else if (value instanceof List<?> list) {
            return list(list, depth + 1, path);
        } else if (value instanceof Number number) {
            finite(number);
            count(digits(number));
        } else if (value == null || value instanceof Boolean) {
            count(5);
        } else {
            throw new IllegalArgumentException("The registration holds a "
                    + value.getClass().getName() + "; use Map, List, String, Number, Boolean and null only");
        }
        return value;
    }

    private static int below(int path, int key) {
        int length = path + 1 + key;
        if (length > MAX_PATH) {
            throw new IllegalArgumentException("The registration has a field whose dotted path has more than "
                    + MAX_PATH + " characters; shorten its keys");
        }
        return length;
    }

    private void enter(int depth) {
        if (depth > maxDepth) {
            throw new IllegalArgumentException(
                    "The registration is nested deeper than " + maxDepth + " levels; flatten it");
        }
        count(2);
    }

    private void count(long more) {
        bytes += more;
        if (bytes > maxBytes) {
            throw new IllegalArgumentException("The registration has more than " + maxBytes
                    + " bytes; keep large data elsewhere and register its address");
        }
    }

    private static void finite(Number number) {
        double value = number instanceof Double || number instanceof Float ? number.doubleValue() : 0;
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The registration holds the number " + number + ", which JSON cannot say; leave the field out");
        }
    }

    private static int digits(Number number) {
        if (!(number instanceof Integer || number instanceof Long)) {
            return number.toString().length();
        }
        long rest = number.longValue();
        int digits = rest < 0 ? 2 : 1;
        while ((rest /= 10) != 0) {
            digits++;
        }
        return digits;
    }

    private static long text(String text) {
        long size = 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return size;
    }
}
