package dev.osprey.web.http;

import dev.osprey.access.Permission;
import java.io.IOException;
import java.util.function.Function;

/**
 * One method of one path. A route cannot be made without saying who may use it:
 *
 * <pre>{@code
 * Route.get("/api/v1/tools/{name}").needs(TOOL_LIST, "name").about("Shows a tool").by(catalogue::tool)
 * }</pre>
 *
 * @param method {@code GET}, {@code POST}, ...
 * @param path with parameters in braces, see {@link PathTemplate}
 * @param clearance who may use it
 * @param summary what it does, in a few words for people
 * @param action what serves it
 */
public record Route(String method, String path, Clearance clearance, String summary, Action action) {

    /** Serves one request. */
    @FunctionalInterface
    public interface Action {
        void serve(Exchange exchange) throws IOException;
    }

    public static Open get(String path) {
        return new Open("GET", path);
    }

    public static Open post(String path) {
        return new Open("POST", path);
    }

    public static Open put(String path) {
        return new Open("PUT", path);
    }

    public static Open delete(String path) {
        return new Open("DELETE", path);
    }

    /** A route that nobody may use yet. */
    public record Open(String method, String path) {

        /** Takes the permission for everything: resource {@code *}. */
        public Described needs(Permission permission) {
            return needs(permission, exchange -> "*");
        }

        /** Takes the permission for what this path parameter names. */
        public Described needs(Permission permission, String parameter) {
            return needs(permission, exchange -> exchange.param(parameter));
        }

        public Described needs(Permission permission, Function<Exchange, String> resource) {
            return new Described(this, new Clearance(Clearance.Kind.PERMISSION, permission, resource), "");
        }

        /** The service behind asks for the permission. */
        public Described leftToService(Permission permission) {
            return new Described(this, new Clearance(Clearance.Kind.SERVICE, permission, null), "");
        }

        /** Takes a valid credential and nothing else. */
        public Described login() {
            return new Described(this, new Clearance(Clearance.Kind.LOGIN, null, null), "");
        }

        /** Takes nothing at all. */
        public Described anonymous() {
            return new Described(this, new Clearance(Clearance.Kind.ANONYMOUS, null, null), "");
        }
    }

    /** A route that only lacks somebody who serves it. */
    public record Described(Open open, Clearance clearance, String summary) {

        public Described about(String summary) {
            return new Described(open, clearance, summary);
        }

        public Route by(Action action) {
            return new Route(open.method(), open.path(), clearance, summary, action);
        }
    }
}
