package dev.osprey.web.http;

import dev.osprey.access.AccessControl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The routes of a door. A path without parameters goes before one with. Immutable. */
public final class Routes {

    private final List<Route> all;
    private final Map<String, Methods> literal = new LinkedHashMap<>();
    private final Map<String, Methods> templates = new LinkedHashMap<>();

    private Routes(List<Route> all) {
        this.all = List.copyOf(all);
        for (Route route : all) {
            PathTemplate template = new PathTemplate(route.path());
            Map<String, Methods> paths = template.literal() ? literal : templates;
            Methods methods = paths.computeIfAbsent(route.path(), path -> new Methods(template, new TreeMap<>()));
            if (methods.routes().put(route.method(), route) != null) {
                throw new IllegalArgumentException(
                        route.method() + " " + route.path() + " is there twice; give one of them another path");
            }
        }
    }

    private record Methods(PathTemplate template, Map<String, Route> routes) {}

    public static Routes of(Route... routes) {
        return new Routes(List.of(routes));
    }

    /** These and more. */
    public Routes and(Routes more) {
        List<Route> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Routes(both);
    }

    /** All routes in the order in which they were given. */
    public List<Route> all() {
        return all;
    }

    /** The route for a request, if the caller may use it. @throws RuntimeException if there is none, or the caller may not */
    Route find(Exchange exchange, AccessControl access) {
        Methods methods = methods(exchange);
        String method = exchange.request().getMethod();
        Route route = methods.routes().get("HEAD".equals(method) ? "GET" : method);
        if (route == null) {
            String allowed = allowed(methods.routes());
            throw new Refusal(
                    405,
                    "method_not_allowed",
                    "The method " + Text.shown(method) + " is not for this path",
                    "use " + allowed,
                    Map.of("Allow", allowed));
        }
        route.clearance().check(exchange, access);
        return route;
    }

    private Methods methods(Exchange exchange) {
        String path = exchange.path();
        Methods exact = literal.get(path);
        if (exact != null) {
            return exact;
        }
        for (Methods methods : templates.values()) {
            Map<String, String> parameters = methods.template().match(path);
            if (parameters != null) {
                exchange.params(parameters);
                return methods;
            }
        }
        throw Refusal.notFound("Nothing is served at " + Text.shown(path), "GET /api/openapi.json lists the paths");
    }

    private static String allowed(Map<String, Route> methods) {
        return String.join(", ", methods.keySet()) + (methods.containsKey("GET") ? ", HEAD" : "");
    }
}
