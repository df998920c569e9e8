package dev.osprey.web.http;

import dev.osprey.access.Permission;
import dev.osprey.web.http.Documentation.Parameter;
import dev.osprey.web.http.Documentation.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/**
 * One method of one path. A route cannot be made without saying who may use it; what else is said is for the OpenAPI document:
 *
 * <pre>{@code
 * Route.get("/api/v1/tools/{name}")
 *         .needs(TOOL_LIST, "name")
 *         .about("Shows a tool")
 *         .path("name", "Name of the tool")
 *         .gives("The tool", TOOL)
 *         .by(catalogue::tool)
 * }</pre>
 *
 * @param method {@code GET}, {@code POST}, ...
 * @param path with parameters in braces, see {@link PathTemplate}
 * @param clearance who may use it
 * @param about what it does, takes and gives
 * @param action what serves it
 */
public record Route(String method, String path, Clearance clearance, Documentation about, Action action) {

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

    /** The path as OpenAPI shows it. */
    public String shownPath() {
        return new PathTemplate(path).shown();
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
            return cleared(new Clearance(Clearance.Kind.PERMISSION, permission, resource, null));
        }

        /** The service behind asks for the permission. */
        public Described leftToService(Permission permission) {
            return cleared(new Clearance(Clearance.Kind.SERVICE, permission, null, null));
        }

        /** Whoever may call this tool: it is called, and asked, with what the request says. */
        public Described leftToTool(String tool) {
            return cleared(new Clearance(Clearance.Kind.SERVICE, Permission.TOOL_CALL, null, tool));
        }

        /** Takes a valid credential and nothing else. */
        public Described login() {
            return cleared(new Clearance(Clearance.Kind.LOGIN, null, null, null));
        }

        /** Takes nothing at all. */
        public Described anonymous() {
            return cleared(new Clearance(Clearance.Kind.ANONYMOUS, null, null, null));
        }

        private Described cleared(Clearance clearance) {
            return new Described(this, clearance, Documentation.NONE);
        }
    }

    /** A route that only lacks somebody who serves it. */
    public record Described(Open open, Clearance clearance, Documentation documentation) {

        /** What it does, in a few words for people. */
        public Described about(String summary) {
            return with(documentation.summary(summary));
        }

        /** A parameter of the path; every one of the template is to be named. */
        public Described path(String name, String description) {
            return parameter("path", name, description, Schema.text());
        }

        public Described query(String name, String description) {
            return query(name, description, Schema.text());
        }

        public Described query(String name, String description, Map<String, Object> schema) {
            return parameter("query", name, description, schema);
        }

        public Described header(String name, String description) {
            return parameter("header", name, description, Schema.text());
        }

        /** Answers a part of a list at a time, see {@link Page}. */
        public Described paged() {
            return query("limit", "The most items of one answer", Schema.integer(1, Page.MOST))
                    .query("cursor", "Where to go on: next of the answer before");
        }

        /** The schema of the body, which is JSON. */
        public Described takes(Map<String, Object> schema) {
            return with(documentation.body(schema));
        }

        /** What status 200 brings; a schema of null is an answer without a body. */
        public Described gives(String description, Map<String, Object> schema) {
            return gives(200, description, schema);
        }

        public Described gives(int status, String description, Map<String, Object> schema) {
            return with(documentation.reply(status, new Reply(description, schema)));
        }

        /** Status 200 brings server-sent events: always if it gives no schema, else to those who send {@code Accept: text/event-stream}. */
        public Described streams() {
            return with(documentation.streaming());
        }

        /** Takes {@code Idempotency-Key}: the same request with the same key is done once, see {@link Replays}. */
        public Described repeatable() {
            return with(documentation.repeating());
        }

        public Route by(Action action) {
            return new Route(open.method(), open.path(), clearance, documentation, action);
        }

        private Described parameter(String in, String name, String description, Map<String, Object> schema) {
            return with(documentation.parameter(new Parameter(in, name, description, schema)));
        }

        private Described with(Documentation more) {
            return new Described(open, clearance, more);
        }
    }
}
