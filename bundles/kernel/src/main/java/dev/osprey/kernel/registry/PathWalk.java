package dev.osprey.kernel.registry;

import dev.osprey.registry.UnknownPathException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the value at a dotted path. Keys may hold dots themselves: the longest key that leads to a value wins. Each value of a
 * document is visited at most once, so that no document makes this slow.
 */
final class PathWalk {

    static final int MAX_LENGTH = 4096;
    private static final Object NOTHING = new Object();

    private final String path;
    private final Function<String, Map<String, Object>> documents;
    private int deepest;
    private Object parent;

    private PathWalk(String path, Function<String, Map<String, Object>> documents) {
        this.path = path;
        this.documents = documents;
    }

    /** @throws UnknownPathException if nothing is there */
    static Object find(String path, Function<String, Map<String, Object>> documents) {
        if (path.isEmpty() || path.length() > MAX_LENGTH) {
            throw new UnknownPathException("The path has " + path.length()
                    + " characters; give a module id and a dotted path, such as event_hub.metadata.ws_endpoint");
        }
        return new PathWalk(path, documents).find();
    }

    private Object find() {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            Map<String, Object> document = documents.apply(path.substring(0, end));
            if (document != null) {
                Object found = walk(document, end);
                if (found != NOTHING) {
                    return found;
                }
            }
        }
        throw new UnknownPathException(message());
    }

    private Object walk(Object node, int at) {
        if (at == path.length()) {
            return node;
        }
        if (at > deepest) {
            deepest = at;
            parent = node;
        }
        int start = at + 1;
        for (int end = path.length(); end >= start; end = path.lastIndexOf('.', end - 1)) {
            Object child = child(node, path.substring(start, end));
            Object found = child == NOTHING ? NOTHING : walk(child, end);
            if (found != NOTHING) {
                return found;
            }
        }
        return NOTHING;
    }

    private static Object child(Object node, String key) {
        if (node instanceof Map<?, ?> map) {
            Object value = map.get(key);
            return value == null && !map.containsKey(key) ? NOTHING : value;
        }
        if (node instanceof List<?> list) {
            int index = position(key);
            return index >= 0 && index < list.size() ? list.get(index) : NOTHING;
        }
        return NOTHING;
    }

    /** A position as it is written in a path, -1 for anything else: no sign, no leading zero. */
    private static int position(String key) {
        if (key.isEmpty() || key.length() > 9 || key.length() > 1 && key.charAt(0) == '0') {
            return -1;
        }
        int position = 0;
        for (int i = 0; i < key.length(); i++) {
            int digit = key.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            position = position * 10 + digit;
        }
        return position;
    }

    private String message() {
        String shown = shorten(path);
        if (deepest == 0) {
            return "There is nothing at " + shown + ": no module of this name is registered";
        }
        String hint = shorten(path.substring(0, deepest));
        if (parent instanceof Map<?, ?> map) {
            List<String> keys =
                    map.keySet().stream().map(String::valueOf).limit(10).toList();
            return "There is nothing at " + shown + "; " + hint + " has "
                    + (keys.isEmpty() ? "no fields" : shorten(String.join(", ", keys)));
        }
        if (parent instanceof List<?> list) {
            return "There is nothing at " + shown + "; " + hint + " is a list of " + list.size();
        }
        return "There is nothing at " + shown + "; " + hint + " is a plain value";
    }

    private static String shorten(String text) {
        String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
