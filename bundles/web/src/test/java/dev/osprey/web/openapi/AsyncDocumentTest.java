package dev.osprey.web.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.registry.Registration;
import dev.osprey.web.http.Json;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryRegistry;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AsyncDocumentTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, URI> HUBS = Map.of("hub", URI.create("ws://127.0.0.1:8182/ws"));

    private static JsonNode document(DeclaredEvent... declared) throws IOException {
        return MAPPER.readTree(Json.write(AsyncDocument.of("0.1.0", HUBS, SystemEvents.ALL, List.of(declared))));
    }

    private static DeclaredEvent event(String subject, String source, Object data) {
        return new DeclaredEvent(subject, source, "Declared by " + source, data);
    }

    @Test
    void whatTheSystemPublishesIsValid() throws IOException {
        JsonNode document = document();
        assertEquals(List.of(), AsyncRules.faults(document));
        assertEquals(SystemEvents.ALL.size(), document.path("channels").size());
        assertEquals("127.0.0.1:8182", document.at("/servers/hub/host").asText());
        assertEquals("ws", document.at("/servers/hub/protocol").asText());
        assertEquals("/ws", document.at("/servers/hub/pathname").asText());
        JsonNode ready = document.path("channels").path("module.ready");
        assertEquals("module.ready", ready.path("address").asText());
        assertEquals(
                "send",
                document.path("operations")
                        .path("send.module.ready")
                        .path("action")
                        .asText());
    }

    @Test
    void theRulesFindWhatIsWrong() throws IOException {
        String text = document().toString();
        for (String[] change : List.of(
                new String[] {"\"3.0.0\"", "\"2.6.0\""},
                new String[] {"\"action\":\"send\"", "\"action\":\"tell\""},
                new String[] {"\"#/channels/module.ready\"", "\"#/channels/module.other\""},
                new String[] {"\"protocol\"", "\"protokoll\""},
                new String[] {"\"address\":\"module.ready\"", "\"address\":\"module.{x}\""})) {
            String broken = text.replace(change[0], change[1]);
            assertFalse(broken.equals(text), change[0]);
            assertFalse(AsyncRules.faults(MAPPER.readTree(broken)).isEmpty(), change[1]);
        }
    }

    @Test
    void aFrameOfTheHubFitsItsMessage() throws IOException {
        JsonNode document = document(event("greeter.tick", "greeter", Map.of("count", "integer", "note?", "words")));
        assertEquals(List.of(), AsyncRules.faults(document));
        String frame = "{\"type\":\"event\",\"event_id\":\"1\",\"event\":\"greeter.tick\",\"source\":\"greeter\","
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"count\":3},\"sequence\":7}";
        assertEquals(0, faults(document, "greeter.tick", "greeter", frame));
        assertEquals(0, faults(document, "greeter.tick", "greeter", frame.replace("3}", "3,\"note\":1}")));
        assertEquals(1, faults(document, "greeter.tick", "greeter", frame.replace("3}", "\"x\"}")));
        assertEquals(1, faults(document, "greeter.tick", "greeter", frame.replace("\"count\":3", "")));
        assertEquals(1, faults(document, "greeter.tick", "greeter", frame.replace("greeter.tick", "other")));
        assertEquals(1, faults(document, "greeter.tick", "greeter", frame.replace("\"event_id\":\"1\",", "")));
    }

    private static int faults(JsonNode document, String channel, String message, String frame) throws IOException {
        JsonNode payload = document.path("channels")
                .path(channel)
                .path("messages")
                .path(message)
                .path("payload");
        var schema = MAPPER.createObjectNode();
        schema.setAll((com.fasterxml.jackson.databind.node.ObjectNode) payload);
        schema.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(MAPPER.readTree(frame))
                .size();
    }

    @Test
    void whatModulesDeclareInWhateverFormIsValid() throws IOException {
        List<DeclaredEvent> odd = new ArrayList<>();
        Object[] data = {
            null,
            "words",
            7,
            List.of("a"),
            Map.of(),
            Map.of("type", "object", "properties", Map.of("a", Map.of("type", "string"))),
            Map.of("type", "object", "properties", Map.of("a", Map.of("type", "thing"))),
            Map.of("properties", Map.of("a", Map.of("$ref", "#/$defs/none"))),
            Map.of("a", 7, "b", Map.of("x", 1), "c", "null"),
            Map.of("$ref", "#/nowhere")
        };
        for (int i = 0; i < data.length; i++) {
            odd.add(event("odd.data", "module-" + i, data[i]));
        }
        for (String subject : List.of("a.*.b.*", "a.>", ">", "a.{x}", "ä.\"b\"", "a%2f", "a#b~c", "A_007e", "A~")) {
            odd.add(event(subject, "m~1", Map.of()));
        }
        JsonNode document = document(odd.toArray(DeclaredEvent[]::new));
        assertEquals(List.of(), AsyncRules.faults(document));
        assertEquals(data.length, document.at("/channels/odd.data/messages").size());
        assertEquals(
                "a.{token1}.b.{token2}",
                document.path("channels")
                        .path("a._002a.b._002a")
                        .path("address")
                        .asText());
        assertTrue(
                document.path("channels").path("a._007bx_007d").path("address").isNull());
        assertEquals(SystemEvents.ALL.size() + 10, document.path("channels").size());
    }

    @Test
    void nobodySaysWhatTheSystemsEventsAre() throws IOException {
        assertEquals(document(), document(event("module.ready", "camera", Map.of("lies", "string"))));
    }

    @Test
    void thereIsAMostOfThem() throws IOException {
        List<DeclaredEvent> many = new ArrayList<>();
        for (int i = 0; i < AsyncDocument.MOST; i++) {
            many.add(event("many.n" + i, "m", null));
        }
        JsonNode document = document(many.toArray(DeclaredEvent[]::new));
        assertEquals(AsyncDocument.MOST, document.path("channels").size());
        assertEquals(
                SystemEvents.ALL.size(), document.at("/info/x-osprey-left-out").asInt());
    }

    @Test
    void isMadeAgainWhenWhatModulesDeclareChanges() {
        MemoryRegistry registry = new MemoryRegistry();
        AsyncApiServlet door = new AsyncApiServlet("0.1.0", registry, new MemoryAccess());
        try (Served served = new Served(true).with(door, "/api/asyncapi.json").start()) {
            String tag = served.get("/api/asyncapi.json").header("ETag");
            assertEquals(
                    304, served.get("/api/asyncapi.json", "If-None-Match", tag).status());
            Principal admin = new Principal("admin", Role.ADMIN, "1");
            registry.register(
                    admin, new Registration("greeter", Map.of("events_publish", Map.of("greeter.tick", Map.of()))));
            registry.register(
                    admin, new Registration("lister", Map.of("events_publish", List.of("lister.tick", 7, "a b"))));
            registry.register(
                    admin,
                    new Registration(
                            "event_hub",
                            Map.of("metadata", Map.of("ws_endpoint", "ws://[::1]:1/ws", "wss_endpoint", "nonsense"))));
            Answer changed = served.get("/api/asyncapi.json", "If-None-Match", tag);
            assertEquals(200, changed.status());
            assertTrue(changed.text().contains("\"greeter.tick\""), changed.text());
            assertTrue(changed.text().contains("\"lister.tick\""));
            assertTrue(changed.text().contains("\"host\":\"[::1]:1\""));
            assertFalse(changed.text().contains("nonsense"));
            assertEquals(
                    403, served.get("/api/asyncapi.json", "As", "nobody/VIEWER").status());
        }
    }

    @Test
    void theDocumentationHasTheSameEventsWithTheSameData() throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (DeclaredEvent event : SystemEvents.ALL) {
            TreeSet<String> data = new TreeSet<>();
            ((Map<?, ?>) event.data())
                    .keySet()
                    .forEach(name -> data.add(name.toString().replace("?", "")));
            told.put(event.subject(), (event.source() == null ? "the module" : event.source()) + " " + data);
        }
        assertEquals(lines(documented()), lines(told));
    }

    private static String lines(Map<String, String> map) {
        return String.join("\n", map.toString().split(", (?=[a-z.]+=)"));
    }

    /** The table of docs/events.md. */
    private static Map<String, String> documented() throws IOException {
        String page = Files.readString(Path.of("../../docs/events.md"));
        String section = page.substring(page.indexOf("## Events that the system publishes"));
        Map<String, String> rows = new TreeMap<>();
        for (String line :
                section.substring(0, section.indexOf("\n**Reserved**")).lines().toList()) {
            String[] cells = line.split("\\|");
            if (cells.length < 4 || !cells[1].contains("`")) {
                continue;
            }
            String source = cells[2].contains("the module") ? "the module" : String.join(" ", words(cells[2]));
            String data = new TreeSet<>(words(cells[3])).toString();
            words(cells[1]).forEach(subject -> rows.put(subject, source + " " + data));
        }
        return rows;
    }

    private static List<String> words(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
