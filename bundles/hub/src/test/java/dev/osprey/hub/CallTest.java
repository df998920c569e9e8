package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools called over a WebSocket connection. */
class CallTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlainTools tools = new PlainTools();
    private final CountDownLatch go = new CountDownLatch(1);
    private TestHub hub;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        TestHub.Settings settings = new TestHub.Settings();
        settings.slow = Duration.ofSeconds(2);
        settings.limits = new Limits(3, 0, 0, 10, 0);
        hub = new TestHub(settings.build());
        hub.annex.calls().use(tools);
        tools.tools.put("echo", (input, observer) -> input);
        tools.tools.put("wait", (input, observer) -> go.await(20, TimeUnit.SECONDS));
        client = RawClient.open(hub, "c-operator");
    }

    @AfterEach
    void stop() throws IOException {
        go.countDown();
        client.close();
        hub.close();
        tools.close();
    }

    private JsonNode next() throws IOException {
        return JSON.readTree(client.readText());
    }

    private void call(String members) throws IOException {
        client.text("{\"type\":\"call\"," + members + "}");
    }

    @Test
    void aCallIsAnsweredWithTheResultOfTheTool() throws IOException {
        call("\"id\":\"7\",\"tool\":\"echo\",\"input\":{\"a\":[1,\"\u00e9\"]},\"timeout\":5");
        assertEquals("{\"type\":\"result\",\"id\":\"7\",\"result\":{\"a\":[1,\"\u00e9\"]}}", client.readText());
        call("\"id\":8,\"tool\":\"echo\"");
        assertEquals("{\"type\":\"result\",\"id\":8,\"result\":{}}", client.readText());
        ToolRequest first = tools.requests.get(0);
        assertEquals("c", first.principal().name());
        assertEquals("ws", first.door());
        assertEquals(Duration.ofSeconds(5), first.timeout());
        assertNull(tools.requests.get(1).timeout());
        Await.until(() -> Integer.valueOf(0).equals(hub.peers.clients().get(0).get("calls")));
    }

    @Test
    void partsComeInOrderBeforeTheResult() throws IOException {
        tools.tools.put("count", (input, observer) -> {
            for (int i = 0; i < 100; i++) {
                observer.onChunk(List.of(i));
                observer.onProgress(i / 100.0, "at " + i);
            }
            return "done";
        });
        call("\"id\":\"n\",\"tool\":\"count\"");
        for (int i = 0; i < 100; i++) {
            assertEquals("{\"type\":\"chunk\",\"id\":\"n\",\"data\":[" + i + "]}", client.readText());
            assertEquals(
                    "{\"type\":\"progress\",\"id\":\"n\",\"done\":" + i / 100.0 + ",\"message\":\"at " + i + "\"}",
                    client.readText());
        }
        assertEquals("{\"type\":\"result\",\"id\":\"n\",\"result\":\"done\"}", client.readText());
    }

    @Test
    void aFailureOfTheToolIsAnErrorWithItsRemedy() throws IOException {
        tools.tools.put("bad", (input, observer) -> {
            throw new ToolException("conflict", "It runs already.", "Stop it.");
        });
        call("\"id\":\"7\",\"tool\":\"bad\"");
        assertEquals(
                "{\"type\":\"error\",\"id\":\"7\",\"code\":\"conflict\",\"message\":\"It runs already.\",\"remedy\":\"Stop it.\"}",
                client.readText());
        call("\"id\":\"8\",\"tool\":\"none\"");
        JsonNode error = next();
        assertEquals(
                "not_found 8",
                error.get("code").textValue() + " " + error.get("id").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tool\":\"echo\"|bad_field",
                "\"id\":[1],\"tool\":\"echo\"|bad_field",
                "\"id\":1|bad_field",
                "\"id\":1,\"tool\":7|bad_field",
                "\"id\":1,\"tool\":\"echo\",\"input\":[]|bad_field",
                "\"id\":1,\"tool\":\"echo\",\"timeout\":0|bad_field",
                "\"id\":1,\"tool\":\"echo\",\"timeout\":\"5\"|bad_field",
                "\"id\":1,\"tool\":\"echo\",\"input\":{\"a\":1,\"a\":2}|bad_frame"
            })
    void aMalformedCallIsRefusedAndLeavesNothingBehind(String row) throws IOException {
        String[] parts = row.split("\\|");
        call(parts[0]);
        JsonNode error = next();
        assertEquals(
                "error " + parts[1],
                error.get("type").textValue() + " " + error.get("code").textValue());
        assertEquals(parts[0].contains("\"id\":1"), error.has("id"));
        call("\"id\":1,\"tool\":\"echo\"");
        assertEquals("result", next().get("type").textValue());
    }

    @Test
    void aCancelledCallEndsWithAnErrorAndItsThreadIsFree() throws IOException {
        call("\"id\":\"w\",\"tool\":\"wait\"");
        client.text("{\"type\":\"cancel\",\"id\":\"never\"}");
        client.text("{\"type\":\"cancel\",\"id\":\"w\"}");
        JsonNode error = next();
        assertEquals(
                "cancelled w",
                error.get("code").textValue() + " " + error.get("id").textValue());
        Await.until(() -> tools.cancelled.equals(List.of("wait")));
        call("\"id\":\"w\",\"tool\":\"echo\"");
        assertEquals("result", next().get("type").textValue());
    }

    @Test
    void callsOverTheLimitAndWithAnIdInUseAreRefused() throws IOException {
        for (int i = 0; i < 3; i++) {
            call("\"id\":" + i + ",\"tool\":\"wait\"");
        }
        call("\"id\":3,\"tool\":\"wait\"");
        assertEquals("too_many_calls", next().get("code").textValue());
        client.text("{\"type\":\"cancel\",\"id\":2}");
        assertEquals("cancelled", next().get("code").textValue());
        call("\"id\":1,\"tool\":\"wait\"");
        assertEquals("bad_field", next().get("code").textValue());
        go.countDown();
        Set<String> ended = new TreeSet<>();
        ended.add(next().get("id").asText());
        ended.add(next().get("id").asText());
        assertEquals(Set.of("0", "1"), ended);
    }

    @Test
    void callsOfAConnectionThatGoesAreCancelled() throws IOException {
        call("\"id\":1,\"tool\":\"wait\"");
        Await.until(() -> tools.requests.size() == 1);
        client.close();
        Await.until(() -> tools.cancelled.size() == 1);
        assertEquals(1, go.getCount(), "nobody let it go on");
    }

    @Test
    void callsOfACredentialThatEndsAreCancelled() throws IOException {
        call("\"id\":1,\"tool\":\"wait\"");
        Await.until(() -> tools.requests.size() == 1);
        hub.access.revoke("c");
        assertEquals(4401, client.readClose());
        Await.until(() -> tools.cancelled.size() == 1);
    }

    @Test
    void aResultThatIsTooLargeIsAnError() throws IOException {
        tools.tools.put("big", (input, observer) -> Map.of("text", "x".repeat(CallFrames.MOST)));
        tools.tools.put("fits", (input, observer) -> "x".repeat(CallFrames.MOST - 100));
        call("\"id\":1,\"tool\":\"big\"");
        assertEquals("too_large", next().get("code").textValue());
        call("\"id\":2,\"tool\":\"fits\"");
        assertEquals(CallFrames.MOST - 100, next().get("result").textValue().length());
    }

    @Test
    void aToolWaitsWhileItsCallerDoesNotRead() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        String part = "x".repeat(64 << 10);
        tools.tools.put("flood", (input, observer) -> {
            try {
                for (; sent.get() < 10_000; sent.incrementAndGet()) {
                    observer.onChunk(part);
                }
            } finally {
                failed.countDown();
            }
            return null;
        });
        try (RawClient slow = RawClient.open(hub, "s-operator", 4096)) {
            slow.text("{\"type\":\"call\",\"id\":1,\"tool\":\"flood\"}");
            Await.until(() -> sent.get() > 0);
            Await.still(sent::get);
            assertTrue(sent.get() < 9_000, "the tool was stopped at " + sent.get());
            assertTrue(hub.peers.pending() < 1 << 20, "little waits for the client: " + hub.peers.pending());
            assertTrue(failed.await(20, TimeUnit.SECONDS), "and it is told after a while");
            assertTrue(sent.get() < 10_000);
        }
    }

    @Test
    void aSlowCallerGetsEverythingIfItReadsOn() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        String part = "x".repeat(100_000);
        tools.tools.put("flood", (input, observer) -> {
            for (; sent.get() < 100; sent.incrementAndGet()) {
                observer.onChunk(part);
            }
            return null;
        });
        try (RawClient slow = RawClient.open(hub, "s-operator", 4096)) {
            slow.text("{\"type\":\"call\",\"id\":1,\"tool\":\"flood\"}");
            Await.until(() -> sent.get() > 0);
            for (int i = 0; i < 100; i++) {
                assertTrue(slow.readText().startsWith("{\"type\":\"chunk\""));
            }
            assertEquals("{\"type\":\"result\",\"id\":1,\"result\":null}", slow.readText());
        }
    }

    @Test
    void withoutAToolTableACallIsRefused() throws IOException {
        hub.annex.calls().drop(tools);
        call("\"id\":1,\"tool\":\"echo\"");
        JsonNode error = next();
        assertEquals("unavailable", error.get("code").textValue());
        assertFalse(error.get("remedy").textValue().isEmpty());
    }
}
