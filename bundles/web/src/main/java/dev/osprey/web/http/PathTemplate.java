package dev.osprey.web.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A path with parameters in braces: {@code /launcher/modules/{name}/start}. A parameter is one segment, never empty; one that ends with
 * {@code *}, such as {@code /get/{path*}}, may stand last and takes the rest, slashes included.
 */
final class PathTemplate {

    private final String text;
    private final List<String> segments;

    PathTemplate(String text) {
        this.text = text;
        this.segments = split(text);
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    /** The form that OpenAPI shows. */
    String shown() {
        return text.replace("*}", "}");
    }

    /** Names of the parameters in order. */
    List<String> parameters() {
        List<String> names = new ArrayList<>();
        for (String segment : segments) {
            if (segment.startsWith("{")) {
                names.add(name(segment));
            }
        }
        return names;
    }

    boolean literal() {
        return !text.contains("{");
    }

    /** @return the parameters, or null if the path is another */
    Map<String, String> match(String path) {
        List<String> given = split(path);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String expected = segments.get(i);
            if (i >= given.size()) {
                return null;
            }
            if (expected.endsWith("*}")) {
                String rest = String.join("/", given.subList(i, given.size()));
                parameters.put(name(expected), rest);
                return rest.isEmpty() ? null : parameters;
            }
            if (expected.startsWith("{")) {
                if (given.get(i).isEmpty()) {
                    return null;
                }
                parameters.put(name(expected), given.get(i));
            } else if (!expected.equals(given.get(i))) {
                return null;
            }
        }
        return given.size() == segments.size() ? parameters : null;
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - (segment.endsWith("*}") ? 2 : 1));
    }

    @Override
    public String toString() {
        return text;
    }
}
