package dev.osprey.web.openapi;

import dev.osprey.web.http.Clearance;
import dev.osprey.web.http.Documentation;
import dev.osprey.web.http.Documentation.Parameter;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Replays;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One operation of the OpenAPI document from one route. */
final class Operations {

    private static final String NATIVE = "/api/v1/";
    private static final List<Map<String, Object>> CREDENTIALS =
            List.of(Map.of("bearer", List.of()), Map.of("basic", List.of()));

    private Operations() {}

    static Map<String, Object> of(Route route, ErrorForm errors) {
        Documentation about = route.about();
        String tag = tag(route.path(), errors);
        Map<String, Object> operation = Json.object(
                "operationId", id(route, tag),
                "summary", about.summary(),
                "tags", List.of(tag),
                "security", security(route.clearance()),
                "x-osprey-permission", permission(route.clearance()));
        List<Object> parameters = parameters(about);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (about.body() != null) {
            operation.put("requestBody", Map.of("content", json(about.body())));
        }
        operation.put("responses", responses(route, errors));
        return operation;
    }

    /** What stands first in the path. */
    private static String tag(String path, ErrorForm errors) {
        if (errors == ErrorForm.DETAIL) {
            return "kite";
        }
        String below = path.startsWith(NATIVE) ? path.substring(NATIVE.length()) : path.substring(1);
        int slash = below.indexOf('/');
        String first = slash < 0 ? below : below.substring(0, slash);
        return first.isEmpty() ? "page" : first;
    }

    /** Method and path in words, such as {@code get_tools_by_name}. */
    private static String id(Route route, String tag) {
        StringBuilder id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        if (tag.equals("kite")) {
            id.insert(0, "kite_");
        }
        String path = route.shownPath();
        for (String part : (path.startsWith(NATIVE) ? path.substring(NATIVE.length()) : path).split("/")) {
            boolean parameter = part.startsWith("{");
            String word = parameter ? "by_" + part.substring(1, part.length() - 1) : part;
            id.append(word.isEmpty() ? "" : "_").append(word.replaceAll("[^A-Za-z0-9]", "_"));
        }
        return id.toString();
    }

    private static List<Map<String, Object>> security(Clearance clearance) {
        return clearance.kind() == Clearance.Kind.ANONYMOUS ? List.of() : CREDENTIALS;
    }

    static List<Map<String, Object>> credentials() {
        return CREDENTIALS;
    }

    static String permission(Clearance clearance) {
        return clearance.permission() == null
                ? clearance.kind().name().toLowerCase(Locale.ROOT)
                : clearance.permission().key();
    }

    static List<Object> parameters(Documentation about) {
        List<Object> parameters = new ArrayList<>();
        for (Parameter parameter : about.parameters()) {
            if (!parameter.in().equals("path")) {
                parameters.add(parameter(parameter));
            } else {
                Map<String, Object> required = parameter(parameter);
                required.put("required", true);
                parameters.add(required);
            }
        }
        if (about.repeatable()) {
            parameters.add(parameter(new Parameter(
                    "header",
                    Replays.KEY,
                    "The same request with the same key is done once, and answered the same again",
                    Json.object("type", "string", "minLength", 1, "maxLength", Replays.LONGEST_KEY))));
        }
        return parameters;
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        return Json.object(
                "name", parameter.name(),
                "in", parameter.in(),
                "description", parameter.description(),
                "schema", parameter.schema());
    }

    private static Map<String, Object> responses(Route route, ErrorForm errors) {
        Documentation about = route.about();
        Map<String, Object> responses = new TreeMap<>();
        about.replies().forEach((status, reply) -> {
            Map<String, Object> response = Json.object("description", reply.description());
            boolean streams = about.streams() && status == 200;
            if (reply.schema() != null || streams) {
                response.put("content", content(reply.schema(), streams));
            }
            responses.put(status.toString(), response);
        });
        refusals(route).forEach(status -> responses.putIfAbsent(Integer.toString(status), problem(errors)));
        responses.put("default", problem(errors));
        return responses;
    }

    private static List<Integer> refusals(Route route) {
        Documentation about = route.about();
        List<Integer> statuses = new ArrayList<>();
        if (about.body() != null || !about.parameters().isEmpty()) {
            statuses.add(400);
        }
        if (route.clearance().kind() != Clearance.Kind.ANONYMOUS) {
            statuses.add(401);
        }
        if (route.clearance().permission() != null) {
            statuses.add(403);
        }
        if (route.path().contains("{")) {
            statuses.add(404);
        }
        if (about.repeatable()) {
            statuses.add(409);
            statuses.add(422);
        }
        return statuses;
    }

    static Map<String, Object> problem(ErrorForm errors) {
        return Map.of("$ref", "#/components/responses/" + (errors == ErrorForm.DETAIL ? "detail" : "problem"));
    }

    static Map<String, Object> content(Map<String, Object> schema, boolean streams) {
        Map<String, Object> content = new LinkedHashMap<>(schema == null ? Map.of() : json(schema));
        if (streams) {
            content.put("text/event-stream", Map.of("schema", Schema.text()));
        }
        return content;
    }

    static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }
}
