package dev.osprey.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.ipc.RawClient.Frame;
import dev.osprey.ipc.wire.Frames;
import dev.osprey.tool.ToolException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ToolMethodsTest {

    @TempDir
    Path folder;

    private DeskSocket socket;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        socket = new DeskSocket(folder);
        client = socket.identified("olga-operator");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        socket.close();
    }

    private static void park(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void everyToolIsAMethodForWhoHasSaidWhoHeIs() throws IOException {
        socket.tools.tools.put(
                "test.echo",
                (input, call) -> Map.of("input", input, "who", call.principal().name()));
        assertEquals(
                Map.of("input", Map.of("n", 5L), "who", "olga"),
                client.call("test.echo", Map.of("n", 5)).get("result"));
        assertEquals("ipc", socket.tools.requests.get(0).door());
        Map<String, Object> unknown = client.call("test.none", Map.of());
        assertEquals("Unknown method: test.none", unknown.get("error"));
        assertEquals("not_found", unknown.get("code"));
        try (RawClient local = socket.local()) {
            assertEquals(
                    "Unknown method: test.echo",
                    local.call("test.echo", Map.of()).get("error"));
        }
    }

    @Test
    void aFailureHasACodeAndARemedyBesideItsText() throws IOException {
        socket.tools.tools.put("test.fail", (input, call) -> {
            throw new ToolException("conflict", "It runs already", "Stop it first");
        });
        Map<String, Object> answer = client.call("test.fail", Map.of());
        assertNull(answer.get("result"));
        assertEquals("It runs already", answer.get("error"));
        assertEquals("conflict", answer.get("code"));
        assertEquals("Stop it first", answer.get("remedy"));
    }

    @Test
    void aCallForWhichThereIsNoRoomWaitsInItsPlace() throws IOException {
        socket.tools.room = 1;
        List<Object> order = new CopyOnWriteArrayList<>();
        socket.tools.tools.put("test.note", (input, call) -> {
            order.add(input.get("n"));
            return null;
        });
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Object> sent = new ArrayList<>();
        for (long i = 0; i < 300; i++) {
            all.write(RawClient.request(i, "test.note", Map.of("n", i)));
            sent.add(i);
        }
        client.send(all.toByteArray());
        Set<Object> answered = new HashSet<>();
        while (answered.size() < 300) {
            Map<String, Object> answer = client.next().map();
            assertNull(answer.get("error"), answer.toString());
            answered.add(answer.get("id"));
        }
        assertEquals(sent, order);
    }

    @Test
    void partsAndProgressComeOnTheWay() throws IOException {
        socket.tools.tools.put("test.parts", (input, call) -> {
            call.chunk(Map.of("line", "one"));
            call.progress(0.5, "half");
            call.chunk("two");
            return "done";
        });
        client.send(RawClient.request("r", "test.parts", Map.of()));
        Frame first = client.next();
        assertEquals(Frames.CHUNK, first.type());
        assertEquals(Map.of("request", "r", "part", Map.of("line", "one"), "sequence", 1L), first.map());
        assertEquals(
                Map.of("topic", "call.progress", "data", Map.of("request", "r", "done", 0.5, "message", "half")),
                client.next().map());
        assertEquals(2L, client.next().map().get("sequence"));
        assertEquals("done", client.next().map().get("result"));
    }

    @Test
    void aCallIsCancelledByTheIdOfItsRequest() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        socket.tools.tools.put("test.wait", (input, call) -> {
            park(never);
            return null;
        });
        client.send(RawClient.request(77, "test.wait", Map.of()));
        client.send(RawClient.request(78, "kernel.cancel", Map.of("id", 76)));
        assertEquals(Map.of("cancelled", false), client.next().map().get("result"));
        client.send(RawClient.request(79, "kernel.cancel", Map.of("x", 1, "id", 77)));
        Map<Object, Map<String, Object>> answers = new java.util.HashMap<>();
        for (int i = 0; i < 2; i++) {
            Map<String, Object> answer = client.next().map();
            answers.put(answer.get("id"), answer);
        }
        assertEquals("cancelled", answers.get(77L).get("code"));
        assertEquals(Map.of("cancelled", true), answers.get(79L).get("result"));
        never.countDown();
    }

    @Test
    void aCallOfWhoHasGoneIsCancelled() throws IOException {
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        socket.tools.tools.put("test.wait", (input, call) -> {
            call.onCancel(cancelled::countDown);
            begun.countDown();
            return null == input ? null : waitFor(cancelled);
        });
        client.send(RawClient.request(1, "test.wait", Map.of()));
        park(begun);
        client.close();
        park(cancelled);
    }

    private static Object waitFor(CountDownLatch latch) {
        park(latch);
        return null;
    }

    @Test
    void aQuickToolIsCalledForEachRequestAndEncodedOnce() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        List<Object> first = List.of("a");
        List<Object> second = List.of("b");
        socket.tools.quick.put("test.list", (input, call) -> calls.incrementAndGet() < 3 ? first : second);
        assertEquals(first, client.call("test.list", Map.of()).get("result"));
        assertEquals(first, client.call("test.list", null).get("result"));
        assertEquals(second, client.call("test.list", Map.of()).get("result"));
        assertEquals(3, calls.get());
        socket.tools.quick.put("test.list", (input, call) -> input);
        assertEquals(Map.of("n", 1L), client.call("test.list", Map.of("n", 1)).get("result"));
        socket.tools.quick.remove("test.list");
        assertEquals("not_found", client.call("test.list", Map.of()).get("code"));
    }

    @Test
    void thereAreNoDevicesUntilAToolListsThem() throws IOException {
        try (RawClient local = socket.local()) {
            assertEquals(List.of(), local.call("device.list", Map.of()).get("result"));
            assertEquals(List.of(), client.call("device.list", Map.of()).get("result"));
            socket.tools.quick.put(
                    "device.list",
                    (input, call) -> Map.of("items", List.of(Map.of("id", "d1", "hardware_id", "1:2:", "more", 1))));
            socket.events.toolsChanged();
            Map<?, ?> device =
                    (Map<?, ?>) ((List<?>) local.call("device.list", Map.of()).get("result")).get(0);
            assertEquals(Map.of("id", "d1", "hardwareId", "1:2:"), device);
            assertTrue(client.call("device.list", Map.of()).get("result") instanceof Map);
            Object tool = socket.tools.quick.remove("device.list");
            socket.tools.tools.put("device.list", (dev.osprey.tool.Tool) tool);
            socket.events.toolsChanged();
            assertEquals(1, ((List<?>) local.call("device.list", Map.of()).get("result")).size());
        }
    }

    @Test
    void whatIsWrittenToAProcessKeepsItsOrderAndBytesBecomeText() throws IOException {
        List<Object> seen = new CopyOnWriteArrayList<>();
        socket.tools.tools.put("process.stdin.write", (input, call) -> {
            seen.add(input.containsKey("text") ? input.get("text") : input.get("base64"));
            return Map.of();
        });
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            client.send(RawClient.request(i, "process.stdin.write", Map.of("id", "p", "data", "t" + i)));
            expected.add("t" + i);
        }
        client.send(RawClient.request(200, "process.stdin.write", Map.of("id", "p", "data", new byte[] {1, 2})));
        expected.add(Base64.getEncoder().encodeToString(new byte[] {1, 2}));
        for (int i = 0; i <= 200; i++) {
            assertNull(client.next().map().get("error"));
        }
        assertEquals(expected, seen);
    }

    @Test
    void theContextOfARequestGoesIntoTheEventThatItPublishes() throws IOException {
        socket.tools.tools.put("event.publish", (input, call) -> input);
        Map<String, Object> body = new java.util.LinkedHashMap<>();
        body.put("id", 1);
        body.put("method", "event.publish");
        body.put("params", Map.of("subject", "x"));
        body.put("correlationId", "whole");
        body.put("timeout", 2.5);
        client.send(RawClient.frame(Frames.REQUEST, dev.osprey.ipc.wire.WireWriter.encoded(body)));
        assertEquals(
                Map.of("subject", "x", "correlation_id", "whole"),
                client.next().map().get("result"));
        assertEquals(2_500, socket.tools.requests.get(0).timeout().toMillis());
    }

    private Set<Object> names(RawClient from) throws IOException {
        Map<?, ?> told = (Map<?, ?>) from.call("kernel.introspect", Map.of()).get("result");
        assertEquals(1L, told.get("protocol"));
        assertEquals(16L << 20, ((Map<?, ?>) told.get("limits")).get("frame"));
        return ((List<?>) told.get("methods"))
                .stream().map(row -> ((Map<?, ?>) row).get("name")).collect(Collectors.toSet());
    }

    @Test
    void introspectionTellsEachWhatHeCanAskFor() throws IOException {
        socket.tools.tools.put("test.echo", (input, call) -> input);
        Set<Object> mine = names(client);
        assertTrue(mine.containsAll(Set.of("test.echo", "kernel.ping", "subscribe", "process.stdout.subscribe")));
        try (RawClient local = socket.local()) {
            Set<Object> theirs = names(local);
            assertTrue(theirs.containsAll(Set.of("process.spawn", "device.list", "system.get_metrics", "identify")));
            assertTrue(!theirs.contains("test.echo") && !mine.contains("system.get_metrics"));
        }
    }

    @Test
    void theOutputOfAProcessIsFollowedByItsOwnId() throws IOException {
        try (RawClient local = socket.local()) {
            local.call("process.spawn", Map.of("id", "a", "command", List.of("sh", "-c", "read x; printf hi")));
            String id = socket.processes.list().get(0).id();
            assertEquals(
                    "denied",
                    client.call("process.stdout.subscribe", Map.of("pid", id, "credit", 10))
                            .get("code"));
            assertNull(
                    client.call("process.stdout.subscribe", Map.of("pid", id)).get("error"));
            assertEquals(
                    "not_found",
                    client.call("process.stdout.subscribe", Map.of("pid", "a")).get("code"));
            local.send(RawClient.request(1, "process.stdin.write", Map.of("id", "a", "data", "\n")));
            assertEquals(1L, client.next().map().get("sequence"));
            assertEquals(
                    Map.of("topic", "process.exit", "data", Map.of("id", id, "code", 0L)),
                    client.next().map());
        }
        try (RawClient viewer = socket.identified("vera-viewer")) {
            assertEquals(
                    "denied",
                    viewer.call("process.stdout.subscribe", Map.of("pid", "p1")).get("code"));
        }
    }
}
