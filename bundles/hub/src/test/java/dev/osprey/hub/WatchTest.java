package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry watched over a WebSocket connection. */
class WatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlainWatch registry = new PlainWatch("e1", 100);
    private TestHub hub;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        hub = new TestHub();
        hub.watching.use(registry);
        client = RawClient.open(hub, "w-viewer");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        hub.close();
    }

    private JsonNode next() throws IOException {
        return JSON.readTree(client.readText());
    }

    /** What the next frame says, in short. */
    private String told() throws IOException {
        JsonNode frame = next();
        StringBuilder text = new StringBuilder(frame.get("type").textValue());
        for (String key : List.of("id", "revision", "entries", "module_id", "code")) {
            if (frame.has(key)) {
                text.append(' ').append(frame.get(key).asText());
            }
        }
        return text.toString();
    }

    private void watch(String members) throws IOException {
        client.text("{\"type\":\"watch\"," + members + "}");
    }

    @Test
    void aNewWatchGetsTheWholeStateAndThenEveryChange() throws IOException {
        registry.put("a", Map.of("n", 1));
        registry.put("b", Map.of("n", 2));
        watch("\"id\":\"w1\"");
        assertEquals("watch.reset w1 e1-2 2", told());
        JsonNode put = next();
        assertEquals("watch.put", put.get("type").textValue());
        assertFalse(put.has("revision"), "nobody must resume amid a reset");
        assertEquals(
                "{\"module_id\":\"a\",\"holder\":\"a\",\"registered_at\":\"1970-01-01T00:00:00Z\","
                        + "\"last_heartbeat\":\"1970-01-01T00:00:00Z\",\"ttl_seconds\":60.0,\"document\":{\"n\":1}}",
                put.get("entry").toString());
        assertEquals("watch.put w1 b", told());
        assertEquals("watch.synced w1 e1-2", told());
        registry.put("c", Map.of());
        assertEquals("watch.put w1 e1-3 c", told());
        registry.remove("a");
        JsonNode delete = next();
        assertEquals("watch.delete", delete.get("type").textValue());
        assertEquals("e1-4", delete.get("revision").textValue());
        assertEquals(1, delete.at("/entry/document/n").intValue(), "as it was last");
    }

    @Test
    void aWatchThatComesBackGetsWhatItMissed() throws IOException {
        registry.put("a", Map.of());
        registry.put("b", Map.of());
        registry.put("c", Map.of());
        watch("\"id\":7,\"since\":\"e1-1\"");
        assertEquals("watch.put 7 e1-2 b", told());
        assertEquals("watch.put 7 e1-3 c", told());
        assertEquals("watch.synced 7 e1-3", told());
        watch("\"id\":8,\"since\":\"e1-3\"");
        assertEquals("watch.synced 8 e1-3", told());
        watch("\"id\":9,\"since\":\"other-3\",\"module\":\"b\"");
        assertEquals("watch.reset 9 e1-3 1", told());
        assertEquals("watch.put 9 b", told());
        assertEquals("watch.synced 9 e1-3", told());
    }

    @Test
    void aWatchThatHearsNothingLearnsNowAndThenWhereItIs() throws IOException {
        registry.put("a", Map.of());
        watch("\"id\":\"w\",\"module\":\"a\"");
        assertEquals("watch.reset w e1-1 1", told());
        assertEquals("watch.put w a", told());
        assertEquals("watch.synced w e1-1", told());
        for (int i = 0; i < 1_050; i++) {
            registry.put("noise", Map.of());
        }
        assertTrue(told().startsWith("watch."), "a position, or a reset if it was overrun");
    }

    @Test
    void afterUnwatchNothingMoreComes() throws IOException {
        watch("\"id\":\"w\"");
        assertEquals("watch.reset w e1-0 0", told());
        assertEquals("watch.synced w e1-0", told());
        client.text("{\"type\":\"unwatch\",\"id\":\"w\"}");
        assertEquals("{\"type\":\"ack\",\"id\":\"w\"}", client.readText());
        registry.put("a", Map.of());
        client.text("{\"type\":\"ping\"}");
        assertEquals("{\"type\":\"pong\"}", client.readText());
        assertEquals(0, hub.watching.count());
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        watch("\"module\":\"*\"");
        assertEquals("error bad_field", told());
        watch("\"id\":\"w\",\"module\":5");
        assertEquals("error w bad_field", told());
        watch("\"id\":\"w\",\"since\":\"yesterday\"");
        assertEquals("error w bad_field", told());
        watch("\"id\":\"w\",\"module\":\"" + "x".repeat(600) + "\"");
        assertEquals("error w bad_field", told());
        watch("\"id\":\"w\"");
        assertEquals("watch.reset w e1-0 0", told());
        assertEquals("watch.synced w e1-0", told());
        watch("\"id\":\"w\"");
        assertEquals("error w bad_field", told());
        for (int i = 1; i < 16; i++) {
            watch("\"id\":" + i);
            assertEquals("watch.reset " + i + " e1-0 0", told());
            assertEquals("watch.synced " + i + " e1-0", told());
        }
        watch("\"id\":16");
        assertEquals("error 16 too_many_watches", told());
    }

    @Test
    void whoMayNotReadIsDeniedAtOnceAndWhenTheGrantIsTakenBack() throws IOException {
        hub.access.denied.add("registry.read secret.*");
        watch("\"id\":\"w\",\"module\":\"secret.*\"");
        assertEquals("error w denied", told());
        assertTrue(hub.access.audit.contains("w ws registry.read secret.* denied"));
        watch("\"id\":\"v\",\"module\":\"open\"");
        assertEquals("watch.reset v e1-0 0", told());
        assertEquals("watch.synced v e1-0", told());
        hub.access.denied.add("registry.read open");
        hub.access.changed();
        assertEquals("error v denied", told());
        assertEquals(0, hub.watching.count());
    }

    @Test
    void withoutARegistryAWatchIsRefusedAndAnOpenOneGoesOnWithTheNextRegistry() throws IOException {
        registry.put("a", Map.of());
        watch("\"id\":\"w\"");
        assertEquals("watch.reset w e1-1 1", told());
        assertEquals("watch.put w a", told());
        assertEquals("watch.synced w e1-1", told());
        hub.watching.drop(registry);
        assertEquals(0, registry.signals());
        watch("\"id\":\"v\"");
        JsonNode error = next();
        assertEquals("unavailable", error.get("code").textValue());
        assertTrue(error.get("remedy").textValue().contains("again"));
        PlainWatch second = new PlainWatch("e2", 100);
        second.put("b", Map.of());
        hub.watching.use(second);
        assertEquals("watch.reset w e2-1 1", told());
        assertEquals("watch.put w b", told());
        assertEquals("watch.synced w e2-1", told());
    }

    @Test
    void manyWatchesOfOneConnectionTakeTurns() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            registry.put("m" + i, Map.of("text", "x".repeat(500)));
        }
        watch("\"id\":1");
        watch("\"id\":2");
        int[] puts = new int[3];
        List<Integer> synced = new ArrayList<>();
        while (synced.size() < 2) {
            JsonNode frame = next();
            int id = frame.get("id").intValue();
            if (frame.get("type").textValue().equals("watch.put")) {
                puts[id]++;
            } else if (frame.get("type").textValue().equals("watch.synced")) {
                synced.add(id);
                assertTrue(puts[3 - id] > 1_500, "the other is nearly as far");
            }
        }
        assertEquals(2_000, puts[1]);
        assertEquals(2_000, puts[2]);
    }

    @Test
    void aClientThatDoesNotReadCostsOnePortionAndEndsWithAResetAndTheRightState() throws IOException {
        try (RawClient slow = RawClient.open(hub, "slow-viewer", 4096)) {
            for (int i = 0; i < 1_000; i++) {
                registry.put("m" + i, Map.of("text", "x".repeat(10_000)));
            }
            slow.text("{\"type\":\"watch\",\"id\":\"w\"}");
            Await.until(() -> hub.peers.pending() > 0);
            Await.still(registry.reads::get);
            for (int i = 0; i < 3_000; i++) {
                registry.put("m" + i % 700, Map.of("n", i));
                if (i % 10 == 0) {
                    registry.remove("m" + i % 700);
                }
                assertTrue(hub.peers.pending() < 200 << 10, "no more than a portion waits");
            }
            Map<String, JsonNode> known = new TreeMap<>();
            int resets = 0;
            String last = "e1-" + registry.revision().number();
            for (boolean done = false; !done; ) {
                JsonNode frame = JSON.readTree(slow.readText());
                switch (frame.get("type").textValue()) {
                    case "watch.reset" -> {
                        resets++;
                        known.clear();
                    }
                    case "watch.put" -> known.put(frame.get("module_id").textValue(), frame.at("/entry/document"));
                    case "watch.delete" -> known.remove(frame.get("module_id").textValue());
                    default -> done = frame.get("revision").textValue().equals(last);
                }
            }
            assertEquals(2, resets, "the first was overrun");
            assertEquals(JSON.valueToTree(registry.state()), JSON.valueToTree(known));
            assertEquals(2, hub.stats.watchResets.sum());
        }
    }

    @Test
    void aConnectionThatEndsLeavesNoWatch() throws IOException {
        watch("\"id\":\"w\"");
        assertEquals("watch.reset w e1-0 0", told());
        client.close();
        Await.until(() -> hub.watching.count() == 0);
    }

    @Test
    void theNumbersTellOfConnectionsAndTheirWatches() throws IOException {
        client.text("{\"type\":\"subscribe\",\"events\":[\"x\"],\"id\":1}");
        client.readText();
        watch("\"id\":\"w\"");
        assertEquals("watch.reset w e1-0 0", told());
        try (RawClient publisher = RawClient.open(hub, "pub-module")) {
            publisher.text("{\"type\":\"event\",\"event\":\"x\",\"event_id\":\"1\"}");
            publisher.readText();
            Await.until(
                    () -> hub.server.facts().clients().get(0).get("events_out").equals(1L));
            Map<String, Object> stats = hub.server.facts().stats();
            assertEquals(2, stats.get("connections"));
            assertEquals(1L, stats.get("subscriptions"));
            assertEquals(1, stats.get("watches"));
            assertEquals(1L, stats.get("events_routed"));
            List<Map<String, Object>> clients = hub.server.facts().clients();
            assertEquals("w", clients.get(0).get("principal"));
            assertEquals("viewer", clients.get(0).get("role"));
            assertEquals(1, clients.get(0).get("patterns"));
            assertEquals(1, clients.get(0).get("watches"));
            assertEquals(1L, clients.get(1).get("events_in"));
            assertTrue(clients.get(1).get("remote").toString().matches("127\\.0\\.0\\.1:[0-9]+"));
            assertFalse(clients.toString().contains("pub-module"), "no token is shown");
        }
    }
}
