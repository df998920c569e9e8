package dev.osprey.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.osprey.access.Role;
import dev.osprey.tool.ToolInfo;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.Json;
import dev.osprey.web.served.Doors;
import dev.osprey.web.served.MemoryTools;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<Door> DOORS = Doors.all();

    private static Map<String, Object> schema(String text) {
        return Json.readObject(text.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static ToolInfo tool(String name, Map<String, Object> input) {
        return new ToolInfo(
                name,
                "Says \"hello\" <b>",
                input,
                schema("{'type':['string','null']}"),
                Role.VIEWER,
                Duration.ofSeconds(1),
                true,
                "b");
    }

    private JsonNode document(ToolInfo... tools) {
        return JSON.valueToTree(ApiDocument.of("0.1.0", DOORS, List.of(tools)));
    }

    @Test
    void theOfficialSchemaFindsNoFault() {
        JsonNode document = document(
                tool("host.info", schema("{'type':'object','properties':{'a':{'type':'integer','minimum':0}}}")),
                tool(
                        "a-b_c.d",
                        schema(
                                "{'type':'object','required':['x'],'$schema':'https://json-schema.org/draft/2020-12/schema'}")));
        assertEquals(Set.of(), OpenApiSchema.faults(document));
        assertTrue(document.at("/paths/~1api~1v1~1tools~1a-b_c.d/post").isObject());
    }

    @Test
    void theOfficialSchemaWouldFindOne() throws IOException {
        ObjectNode wrong = (ObjectNode) document(tool("host.info", Map.of("type", "object")));
        ((ObjectNode) wrong.at("/components/schemas/tool.host.info.input")).put("type", "thing");
        assertFalse(OpenApiSchema.faults(wrong).isEmpty());
        ObjectNode other = (ObjectNode) document();
        ((ObjectNode) other.at("/paths/~1health/get")).remove("responses");
        ((ObjectNode) other.at("/paths/~1health/get")).put("operationId", 7);
        assertFalse(OpenApiSchema.faults(other).isEmpty());
    }

    @Test
    void everyRouteIsThereWithItsPermission() {
        JsonNode document = document();
        Set<String> ids = new HashSet<>();
        for (Door door : DOORS) {
            for (var route : door.routes().all()) {
                if (route.path().isEmpty()) {
                    continue;
                }
                JsonNode operation = document.path("paths")
                        .path(route.shownPath())
                        .path(route.method().toLowerCase(java.util.Locale.ROOT));
                assertTrue(operation.isObject(), route.toString());
                assertTrue(ids.add(operation.path("operationId").asText()), operation.toString());
                assertFalse(operation.path("x-osprey-permission").asText().isEmpty());
                assertEquals(1, operation.path("tags").size());
            }
        }
        assertEquals(
                "anonymous",
                document.at("/paths/~1health/get/x-osprey-permission").asText());
        assertEquals(0, document.at("/paths/~1health/get/security").size());
        assertEquals(
                "login", document.at("/paths/~1verify/post/x-osprey-permission").asText());
        assertEquals(
                "registry.read",
                document.at("/paths/~1lookup/get/x-osprey-permission").asText());
    }

    @Test
    void everyRouteHasASummaryAndNamesTheParametersOfItsPath() {
        for (Door door : DOORS) {
            for (var route : door.routes().all()) {
                assertFalse(route.about().summary().isBlank(), route.method() + " " + route.path());
                assertFalse(route.about().replies().isEmpty(), route.method() + " " + route.path());
                List<String> named = route.about().parameters().stream()
                        .filter(parameter -> parameter.in().equals("path"))
                        .map(parameter -> "{" + parameter.name() + "}")
                        .toList();
                List<String> inPath = new ArrayList<>(List.of(route.shownPath().split("/")));
                inPath.removeIf(part -> !part.startsWith("{"));
                assertEquals(inPath, named, route.method() + " " + route.path());
            }
        }
    }

    @Test
    void aToolIsAPathOfItsOwn() {
        JsonNode operation =
                document(tool("host.info", Map.of("type", "object"))).at("/paths/~1api~1v1~1tools~1host.info/post");
        assertEquals("tool.host.info", operation.path("operationId").asText());
        assertEquals("tool.call", operation.path("x-osprey-permission").asText());
        assertEquals("viewer", operation.path("x-osprey-role").asText());
        assertTrue(operation.path("x-osprey-read-only").asBoolean());
        assertEquals("Says \"hello\" <b>", operation.path("description").asText());
        assertEquals(
                "#/components/schemas/tool.host.info.output",
                operation
                        .at("/responses/200/content/application~1json/schema/properties/result/$ref")
                        .asText());
        assertTrue(operation.at("/responses/200/content").has("text/event-stream"));
        for (JsonNode parameter : operation.path("parameters")) {
            assertNotEquals("path", parameter.path("in").asText());
        }
    }

    @Test
    void referencesWithinASchemaLeadToItsNewPlace() {
        JsonNode document = document(tool(
                "tree.grow",
                schema("{'type':'object','properties':{'$ref':{'$ref':'#/$defs/n'},'self':{'$ref':'#'}},"
                        + "'$defs':{'n':{'enum':[{'$ref':'#/nowhere'}]}}}")));
        JsonNode input = document.at("/components/schemas/tool.tree.grow.input");
        String place = "#/components/schemas/tool.tree.grow.input";
        assertEquals(place + "/$defs/n", input.at("/properties/$ref/$ref").asText());
        assertEquals(place, input.at("/properties/self/$ref").asText());
        assertEquals("#/nowhere", input.at("/$defs/n/enum/0/$ref").asText());
        assertEquals(Set.of(), OpenApiSchema.faults(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':7}",
                "{'type':'thing'}",
                "{'properties':[]}",
                "{'properties':{'a':'b'}}",
                "{'required':'a'}",
                "{'required':['a','a']}",
                "{'allOf':[]}",
                "{'minLength':-1}",
                "{'multipleOf':0}",
                "{'$ref':'#/$defs/none'}",
                "{'$ref':'http://example.org/x'}",
                "{'$id':'urn:x'}",
                "{'properties':{'a':{'$anchor':'x'}}}",
                "{'description':{}}",
                "{'additionalProperties':'no'}"
            })
    void aSchemaThatIsNoneDoesNotBreakTheDocument(String broken) {
        JsonNode document = document(tool("odd.one", schema(broken)), tool("host.info", Map.of("type", "object")));
        assertEquals(Set.of(), OpenApiSchema.faults(document));
        JsonNode input = document.at("/components/schemas/tool.odd.one.input");
        assertTrue(input.path("description").asText().contains("/api/v1/tools/odd.one"), input.toString());
        assertEquals(
                "object",
                document.at("/components/schemas/tool.host.info.input/type").asText());
    }

    @Test
    void valuesThatAreNoJsonAndMissingSchemasDoNotEither() {
        JsonNode document = document(tool("odd.one", Map.of("default", new Object())), tool("no.input", null));
        assertEquals(Set.of(), OpenApiSchema.faults(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "{name}", "a%2fb", "ä", "..", "a?b", ""})
    void aNameThatIsNoPlainSegmentGetsNoPathOfItsOwn(String name) {
        JsonNode document = document(tool(name, Map.of("type", "object")));
        assertEquals(document(), document);
    }

    @Test
    void whoHasItAlreadyGets304UntilToolsChange() {
        try (MemoryTools tools = new MemoryTools()) {
            tools.bodies.put("host.info", call -> null);
            OpenApiServlet door = new OpenApiServlet("0.1.0", tools, DOORS);
            try (Served served =
                    new Served(true).with(door, "/api/openapi.json").start()) {
                Answer first = served.get("/api/openapi.json");
                assertEquals(200, first.status());
                assertEquals("0.1.0", ((Map<?, ?>) first.object().get("info")).get("version"));
                String tag = first.header("ETag");
                Answer again = served.get("/api/openapi.json", "If-None-Match", tag);
                assertEquals(304, again.status());
                assertEquals("", again.text());
                assertEquals(401, served.get("/api/openapi.json", "As", "none").status());
                tools.bodies.put("more.info", call -> null);
                Answer changed = served.get("/api/openapi.json", "If-None-Match", tag);
                assertEquals(200, changed.status());
                assertTrue(changed.text().contains("/api/v1/tools/more.info"));
                assertNull(served.get("/api/openapi.json").header("Idempotent-Replayed"));
            }
        }
    }
}
