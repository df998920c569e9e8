package dev.osprey.web.openapi;

import dev.osprey.access.Permission;
import dev.osprey.tool.ToolInfo;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Schema;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The OpenAPI 3.1 document, made of routes and tools. */
final class ApiDocument {

    private static final Logger LOG = LoggerFactory.getLogger(ApiDocument.class);

    private static final String TOOL = "/api/v1/tools/{name}";
    /** Names that are one plain segment of a path. Others are called through the path with the parameter. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    private final Map<String, Object> paths = new TreeMap<>();
    private final Map<String, Object> schemas = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();

    private ApiDocument() {}

    static Map<String, Object> of(String version, List<Door> doors, List<ToolInfo> tools) {
        ApiDocument document = new ApiDocument();
        Route call = null;
        for (Door door : doors) {
            for (Route route : door.routes().all()) {
                document.add(route, door.errors(), tools);
                if (route.method().equals("POST") && route.path().equals(TOOL)) {
                    call = route;
                }
            }
        }
        if (call != null) {
            for (ToolInfo tool : tools) {
                document.add(tool, call);
            }
        }
        return document.whole(version);
    }

    private void add(Route route, ErrorForm errors, List<ToolInfo> tools) {
        // the root of a context, which OpenAPI has no word for
        if (!route.path().isEmpty()) {
            Map<String, Object> operation = Operations.of(route, errors);
            tools.stream()
                    .filter(tool -> tool.name().equals(route.clearance().tool()))
                    .forEach(tool -> operation.put("x-osprey-role", role(tool)));
            String id = (String) operation.get("operationId");
            for (int i = 2; !ids.add((String) operation.get("operationId")); i++) {
                operation.put("operationId", id + "_" + i);
            }
            add(route.shownPath(), route.method(), operation);
        }
    }

    @SuppressWarnings("unchecked")
    private void add(String path, String method, Map<String, Object> operation) {
        Map<String, Object> methods = (Map<String, Object>) paths.computeIfAbsent(path, p -> new TreeMap<>());
        methods.put(method.toLowerCase(Locale.ROOT), operation);
    }

    private void add(ToolInfo tool, Route call) {
        if (!PLAIN.matcher(tool.name()).matches()) {
            LOG.debug("The tool {} gets no path of its own in the document: its name is no plain segment", tool.name());
            return;
        }
        Map<String, Object> operation = Operations.of(call, ErrorForm.PROBLEM);
        operation.put("operationId", "tool." + tool.name());
        operation.put("summary", "Calls " + tool.name());
        operation.put("description", String.valueOf(tool.description()));
        operation.put("x-osprey-permission", Permission.TOOL_CALL.key());
        operation.put("x-osprey-role", role(tool));
        operation.put("x-osprey-read-only", tool.readOnly());
        operation.put(
                "parameters",
                Operations.parameters(call.about()).stream()
                        .filter(parameter -> !"path".equals(((Map<?, ?>) parameter).get("in")))
                        .toList());
        operation.put("requestBody", Map.of("content", Operations.json(schema(tool, "input", tool.input()))));
        Map<String, Object> called =
                Schema.object("call_id", Schema.text(), "result", schema(tool, "output", tool.output()));
        @SuppressWarnings("unchecked")
        Map<String, Object> responses = new LinkedHashMap<>((Map<String, Object>) operation.get("responses"));
        responses.put(
                "200", Json.object("description", "What the tool says", "content", Operations.content(called, true)));
        operation.put("responses", responses);
        add("/api/v1/tools/" + tool.name(), "POST", operation);
    }

    private static String role(ToolInfo tool) {
        return tool.role().name().toLowerCase(Locale.ROOT);
    }

    /** Puts the schema among the components. @return the reference to it */
    private Map<String, Object> schema(ToolInfo tool, String part, Map<String, Object> schema) {
        String key = "tool." + tool.name() + "." + part;
        String place = "#/components/schemas/" + key;
        try {
            schemas.put(key, ToolSchema.at(place, schema));
        } catch (IllegalArgumentException e) {
            LOG.debug("The {} schema of {} is not in the document: {}", part, tool.name(), e.getMessage());
            schemas.put(
                    key,
                    Json.object(
                            "description",
                            "The schema cannot stand in a document of many (" + e.getMessage() + "); GET /api/v1/tools/"
                                    + tool.name() + " shows it"));
        }
        return Map.of("$ref", place);
    }

    private Map<String, Object> whole(String version) {
        schemas.put("problem", problem());
        schemas.put("detail", Schema.object("detail", Schema.text()));
        return Json.object(
                "openapi",
                "3.1.0",
                "info",
                Json.object(
                        "title",
                        "Osprey",
                        "description",
                        "What this instance serves at this moment: its own paths, and one for each tool",
                        "version",
                        version,
                        "license",
                        Map.of("name", "Apache License 2.0", "identifier", "Apache-2.0")),
                "servers",
                List.of(Map.of("url", "/")),
                "security",
                Operations.credentials(),
                "paths",
                paths,
                "components",
                Json.object(
                        "securitySchemes",
                        Json.object(
                                "bearer", Map.of("type", "http", "scheme", "bearer"),
                                "basic", Map.of("type", "http", "scheme", "basic")),
                        "responses",
                        Json.object(
                                "problem", refusal("application/problem+json", "problem"),
                                "detail", refusal("application/json", "detail")),
                        "schemas",
                        schemas));
    }

    private static Map<String, Object> refusal(String type, String schema) {
        return Json.object(
                "description",
                "Refused",
                "content",
                Map.of(type, Map.of("schema", Map.of("$ref", "#/components/schemas/" + schema))));
    }

    private static Map<String, Object> problem() {
        return Schema.object(
                "type", Json.object("type", "string", "format", "uri"),
                "title", Schema.text(),
                "status", Schema.integer(400, 599),
                "detail", Schema.text(),
                "code", Schema.text(),
                "remedy", Schema.text());
    }
}
