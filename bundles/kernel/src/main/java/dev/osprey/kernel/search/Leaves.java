package dev.osprey.kernel.search;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Walks JSON values that others made: never deeper than {@value #DEPTH} levels. */
final class Leaves {

    static final int DEPTH = 64;

    private Leaves() {}

    /** Text that a leaf is compared by. */
    static String text(Object leaf) {
        if (leaf instanceof Map<?, ?>) {
            return "{}";
        }
        return leaf instanceof List<?> ? "[]" : String.valueOf(leaf);
    }

    /** Whether a value has parts. */
    static boolean nested(Object value) {
        return value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?> list && !list.isEmpty();
    }

    /** Whether some leaf fits. */
    static boolean any(Object node, Predicate<Object> test) {
        return any(node, test, DEPTH);
    }

    private static boolean any(Object node, Predicate<Object> test, int depth) {
        if (!nested(node)) {
            return test.test(node);
        }
        if (depth == 0) {
            return false;
        }
        for (Object child : node instanceof Map<?, ?> map ? map.values() : (List<?>) node) {
            if (any(child, test, depth - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Where a leaf is; its text is made only when somebody asks. */
    record Path(Path parent, String key) {
        @Override
        public String toString() {
            return parent == null ? key : parent + "." + key;
        }
    }

    /** Whether some leaf fits together with its dotted path. */
    static boolean anyWithPath(Map<?, ?> fields, BiPredicate<Path, Object> test) {
        return anyWithPath(null, fields, test, DEPTH);
    }

    private static boolean anyWithPath(Path path, Object node, BiPredicate<Path, Object> test, int depth) {
        if (!nested(node)) {
            return path != null && test.test(path, node);
        }
        if (depth == 0) {
            return false;
        }
        if (node instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Path below = new Path(path, String.valueOf(entry.getKey()));
                if (anyWithPath(below, entry.getValue(), test, depth - 1)) {
                    return true;
                }
            }
            return false;
        }
        List<?> list = (List<?>) node;
        for (int i = 0; i < list.size(); i++) {
            if (anyWithPath(new Path(path, Integer.toString(i)), list.get(i), test, depth - 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something at a dotted path fits; keys go by whatever case and may hold dots themselves, so there may be several. */
    static boolean anyAt(Map<?, ?> fields, String path, Predicate<Object> test) {
        return anyAt((Object) fields, path, test, DEPTH);
    }

    private static boolean anyAt(Object node, String path, Predicate<Object> test, int depth) {
        if (depth == 0) {
            return false;
        }
        if (node instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (step(String.valueOf(entry.getKey()), entry.getValue(), path, test, depth)) {
                    return true;
                }
            }
        } else if (node instanceof List<?> list) {
            int dot = path.indexOf('.');
            String first = dot < 0 ? path : path.substring(0, dot);
            int index = first.matches("0|[1-9][0-9]{0,8}") ? Integer.parseInt(first) : Integer.MAX_VALUE;
            return index < list.size() && step(first, list.get(index), path, test, depth);
        }
        return false;
    }

    private static boolean step(String key, Object child, String path, Predicate<Object> test, int depth) {
        if (path.equalsIgnoreCase(key)) {
            return test.test(child);
        }
        boolean below = path.length() > key.length()
                && path.charAt(key.length()) == '.'
                && path.regionMatches(true, 0, key, 0, key.length());
        return below && anyAt(child, path.substring(key.length() + 1), test, depth - 1);
    }
}
