package dev.osprey.web.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Paths and methods of a door. A path that ends with {@code /*} takes every path below it. Immutable once it serves. */
public final class Routes {

    /** Serves one request. */
    @FunctionalInterface
    public interface Action {
        void serve(Exchange exchange) throws IOException;
    }

    private final Map<String, Map<String, Action>> paths = new LinkedHashMap<>();

    public Routes on(String method, String path, Action action) {
        paths.computeIfAbsent(path, p -> new TreeMap<>()).put(method, action);
        return this;
    }

    void serve(Exchange exchange) throws IOException {
        Map<String, Action> methods = methods(exchange.path());
        String method = exchange.request().getMethod();
        Action action = methods.get("HEAD".equals(method) ? "GET" : method);
        if (action == null) {
            throw new Refusal(
                    405,
                    "method_not_allowed",
                    "The method " + Text.shown(method) + " is not for this path",
                    "use " + allowed(methods),
                    Map.of("Allow", allowed(methods)));
        }
        action.serve(exchange);
    }

    private Map<String, Action> methods(String path) {
        Map<String, Action> exact = paths.get(path);
        if (exact != null && !path.endsWith("/*")) {
            return exact;
        }
        for (Map.Entry<String, Map<String, Action>> entry : paths.entrySet()) {
            String pattern = entry.getKey();
            if (pattern.endsWith("/*")
                    && path.length() >= pattern.length()
                    && path.startsWith(pattern.substring(0, pattern.length() - 1))) {
                return entry.getValue();
            }
        }
        throw Refusal.notFound("Nothing is served at " + Text.shown(path), "see docs/http.md for the paths");
    }

    private static String allowed(Map<String, Action> methods) {
        return String.join(", ", methods.keySet()) + (methods.containsKey("GET") ? ", HEAD" : "");
    }
}
