package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest extends PublisherAndSubscriber {

    private static void subscribe(RawClient client, String patterns) throws IOException {
        client.text("{\"type\":\"subscribe\",\"events\":" + patterns + ",\"id\":\"s\"}");
        assertEquals("{\"type\":\"ack\",\"id\":\"s\"}", client.readText());
    }

    @Test
    void eventReachesTheSubscriberWithSourceAndSequenceAndIsAcknowledged() throws IOException {
        subscribe(subscriber, "[\"a.*\"]");
        publisher.text("{\"type\":\"event\",\"event_id\":\"e1\",\"event\":\"a.b\",\"source\":\"somebody else\","
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"n\": 1.50},\"extra\":[1]}");
        assertEquals("{\"type\":\"ack\",\"event_id\":\"e1\"}", publisher.readText());
        assertEquals(
                "{\"type\":\"event\",\"event_id\":\"e1\",\"event\":\"a.b\",\"source\":\"pub\","
                        + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"n\": 1.50},\"extra\":[1],\"sequence\":1000000000000001}",
                subscriber.readText());
    }

    @Test
    void whatIsMissingIsFilledIn() throws IOException {
        subscribe(subscriber, "[\">\"]");
        publisher.text("{\"event\":\"x\",\"type\":\"event\"}");
        JsonNode ack = json(publisher);
        JsonNode event = json(subscriber);
        assertEquals(ack.get("event_id"), event.get("event_id"));
        UUID.fromString(event.get("event_id").textValue());
        Instant.parse(event.get("timestamp").textValue());
        assertEquals("pub", event.get("source").textValue());
        assertEquals("{}", event.get("data").toString());
        assertTrue(event.get("sequence").isIntegralNumber());
        publisher.text(
                "{\"event\":\"x\",\"type\":\"event\",\"event_id\":null,\"timestamp\":null,\"sequence\":\"7\",\"source\":{}}");
        event = json(subscriber);
        assertEquals(json(publisher).get("event_id"), event.get("event_id"));
        assertEquals(1_000_000_000_000_002L, event.get("sequence").longValue());
        assertEquals("pub", event.get("source").textValue());
        Instant.parse(event.get("timestamp").textValue());
    }

    @Test
    void publisherHearsItselfOnlyIfItAsks() throws IOException {
        subscribe(publisher, "[\"x\"]");
        publisher.text("{\"type\":\"event\",\"event_id\":\"1\",\"event\":\"x\"}");
        publisher.text("{\"type\":\"event\",\"event_id\":\"2\",\"event\":\"x\",\"echo\":true}");
        Set<String> heard = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            JsonNode frame = json(publisher);
            heard.add(
                    frame.get("type").textValue() + " " + frame.get("event_id").textValue());
        }
        assertEquals(Set.of("ack 1", "ack 2", "event 2"), heard);
    }

    @Test
    void anotherConnectionOfThePublisherHearsIt() throws IOException {
        try (RawClient second = RawClient.open(hub, "pub-module")) {
            subscribe(second, "[\"x\"]");
            publisher.text("{\"type\":\"event\",\"event_id\":\"1\",\"event\":\"x\"}");
            assertEquals("1", json(second).get("event_id").textValue());
        }
    }

    @Test
    void duplicateIsAcknowledgedButNotRouted() throws IOException {
        subscribe(subscriber, "[\"x\"]");
        for (String id : List.of("1", "1", "2")) {
            publisher.text("{\"type\":\"event\",\"event_id\":\"" + id + "\",\"event\":\"x\"}");
            assertEquals(id, json(publisher).get("event_id").textValue());
        }
        assertEquals("1", json(subscriber).get("event_id").textValue());
        assertEquals("2", json(subscriber).get("event_id").textValue());
        try (RawClient other = RawClient.open(hub, "other-module")) {
            other.text("{\"type\":\"event\",\"event_id\":\"1\",\"event\":\"x\"}");
            assertEquals("other", json(subscriber).get("source").textValue());
        }
    }

    @Test
    void manyEventsArriveInOrderAndWithoutLoss() throws IOException {
        subscribe(subscriber, "[\"n.>\"]");
        int count = 5_000;
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            String pad = "x".repeat(i * 37 % 300 + (i % 500 == 0 ? 70_000 : 0));
            all.writeBytes(RawClient.frame(
                    0x81,
                    Bytes.utf8("{\"type\":\"event\",\"event_id\":\"" + i + "\",\"event\":\"n." + i / 3 % 4
                            + "\",\"data\":{\"pad\":\"" + pad + "\"}}")));
        }
        Thread writer = new Thread(
                () -> {
                    try {
                        publisher.write(all.toByteArray());
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                "test-writer");
        writer.start();
        long sequence = 0;
        for (int i = 0; i < count; i++) {
            JsonNode event = json(subscriber);
            assertEquals(String.valueOf(i), event.get("event_id").textValue());
            assertTrue(event.get("sequence").longValue() > sequence);
            sequence = event.get("sequence").longValue();
        }
        for (int i = 0; i < count; i++) {
            assertEquals(String.valueOf(i), json(publisher).get("event_id").textValue());
        }
    }

    @Test
    void unsubscribedPatternIsHeardNoMore() throws IOException {
        subscribe(subscriber, "[\"a\",\"b\"]");
        subscriber.text("{\"type\":\"unsubscribe\",\"patterns\":[\"a\",\"never\"],\"id\":7}");
        assertEquals("{\"type\":\"ack\",\"id\":7}", subscriber.readText());
        publisher.text("{\"type\":\"event\",\"event\":\"a\"}");
        publisher.text("{\"type\":\"event\",\"event\":\"b\"}");
        assertEquals("b", json(subscriber).get("event").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"event\",\"event\":\"a..b\",\"event_id\":\"e\"}|invalid_subject",
                "{\"type\":\"event\",\"event\":\"a.*\",\"event_id\":\"e\"}|invalid_subject",
                "{\"type\":\"event\",\"event\":\"\",\"event_id\":\"e\"}|invalid_subject",
                "{\"type\":\"event\",\"event_id\":\"e\"}|bad_field",
                "{\"type\":\"event\",\"event\":\"a\",\"event_id\":5}|bad_field",
                "{\"type\":\"event\",\"event\":\"a\",\"source\":\"x\",\"source\":\"y\"}|bad_frame",
                "{\"type\":\"event\",\"event\":\"a\",\"sourc\\u0065\":\"x\"}|bad_frame",
                "{\"type\":\"event\",\"event\":\"a\",\"data\":{\"x\":NaN}}|bad_frame",
                "not json|bad_frame",
                "[]|bad_frame",
                "{}|unknown_type",
                "{\"type\":\"dance\"}|unknown_type",
                "{\"type\":\"subscribe\"}|bad_field",
                "{\"type\":\"subscribe\",\"events\":\"a\"}|bad_field",
                "{\"type\":\"subscribe\",\"events\":[1]}|bad_field",
                "{\"type\":\"subscribe\",\"events\":[[]]}|bad_field",
                "{\"type\":\"subscribe\",\"events\":[\"a.>.b\"]}|invalid_subject",
                "{\"type\":\"subscribe\",\"events\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\"]}|too_many_patterns"
            })
    void refusedFrameIsAnsweredAndTheConnectionStays(String row) throws IOException {
        String[] parts = row.split("\\|");
        publisher.text(parts[0]);
        JsonNode error = json(publisher);
        assertEquals("error", error.get("type").textValue());
        assertEquals(parts[1], error.get("code").textValue());
        assertFalse(error.get("message").textValue().isEmpty());
        assertFalse(error.get("remedy").textValue().isEmpty());
        assertEquals(parts[0].contains("\"event_id\":\"e\""), error.has("event_id"));
        publisher.text("{\"type\":\"ping\"}");
        assertEquals("{\"type\":\"pong\"}", publisher.readText());
    }

    @Test
    void deniedSubjectsAndPatternsAreAnsweredAndAudited() throws IOException {
        hub.access.denied.add("event.publish module.registered");
        hub.access.denied.add("event.subscribe secret.>");
        for (int i = 0; i < 3; i++) {
            publisher.text("{\"type\":\"event\",\"event_id\":\"e\",\"event\":\"module.registered\"}");
            JsonNode error = json(publisher);
            assertEquals("denied", error.get("code").textValue());
            assertEquals("e", error.get("event_id").textValue());
        }
        publisher.text("{\"type\":\"subscribe\",\"events\":[\"a\",\"secret.>\"],\"id\":\"s\"}");
        JsonNode error = json(publisher);
        assertEquals("denied", error.get("code").textValue());
        assertEquals("s", error.get("id").textValue());
        assertEquals(0, hub.router.sinks());
        assertEquals(
                List.of("pub ws event.publish module.registered denied", "pub ws event.subscribe secret.> denied"),
                hub.access.audit);
    }

    @Test
    void verdictIsAskedAgainWhenGrantsChange() throws IOException {
        publisher.text("{\"type\":\"event\",\"event_id\":\"1\",\"event\":\"x\"}");
        assertEquals("ack", json(publisher).get("type").textValue());
        hub.access.denied.add("event.publish x");
        hub.access.changed();
        publisher.text("{\"type\":\"event\",\"event_id\":\"2\",\"event\":\"x\"}");
        assertEquals("denied", json(publisher).get("code").textValue());
    }

    @Test
    void subscriptionEndsWhenItIsNoLongerAllowed() throws IOException {
        subscribe(subscriber, "[\"x\",\"y\"]");
        hub.access.denied.add("event.subscribe x");
        hub.access.changed();
        JsonNode error = json(subscriber);
        assertEquals("denied", error.get("code").textValue());
        assertEquals("x", error.get("pattern").textValue());
        publisher.text("{\"type\":\"event\",\"event\":\"x\"}");
        publisher.text("{\"type\":\"event\",\"event\":\"y\"}");
        assertEquals("y", json(subscriber).get("event").textValue());
    }

    @Test
    void publisherCannotSayForWhichSubscriptionOrWithWhichNumberItsEventIs() throws IOException {
        subscribe(subscriber, "[\"x\"]");
        List<String> frames = List.of(
                "{\"subscription\":\"s\",\"sequence\":1,\"type\":\"event\",\"event\":\"x\",\"event_id\":\"1\"}",
                "{\"sequence\":1,\"type\":\"event\",\"subscription\":\"s\",\"event\":\"x\",\"event_id\":\"2\"}",
                "{\"type\":\"event\",\"event\":\"x\",\"event_id\":\"3\",\"sequence\":1,\"subscription\":\"s\"}",
                "{\"type\":\"event\",\"source\":1,\"sequence\":1,\"subscription\":2,\"event\":\"x\",\"event_id\":\"4\"}");
        for (int i = 0; i < frames.size(); i++) {
            publisher.text(frames.get(i));
            assertEquals("ack", json(publisher).get("type").textValue());
            JsonNode event = json(subscriber);
            assertEquals("" + (i + 1), event.get("event_id").textValue());
            assertEquals("pub", event.get("source").textValue());
            assertEquals(1_000_000_000_000_001L + i, event.get("sequence").longValue());
            assertNull(event.get("subscription"));
        }
    }

    @Test
    void eventWithMoreKeysThanCanBeReadAgainIsRefused() throws IOException {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 58; i++) {
            keys.append(",\"k").append(i).append("\":1");
        }
        publisher.text("{\"type\":\"event\",\"event\":\"x\"" + keys + "}");
        assertEquals("bad_field", json(publisher).get("code").textValue());
    }

    @Test
    void eventOfTheJvmReachesConnectionsAsAFrame() throws IOException {
        subscribe(subscriber, "[\"j.*\"]");
        TextBatch batch = new TextBatch("j.x", "{\"event\":\"j.x\",\"data\":\"\u00e9\"}");
        hub.router.publish(hub.router.route("j.x"), batch, null);
        assertEquals("{\"event\":\"j.x\",\"data\":\"\u00e9\",\"sequence\":1000000000000001}", subscriber.readText());
    }

    @Test
    void batchKeptInTheJvmIsDecodedLater() throws Exception {
        BlockingQueue<EventBatch> kept = new LinkedBlockingQueue<>();
        hub.router.subscribe("k", kept::add);
        subscribe(subscriber, "[\"k\"]");
        for (int i = 0; i < 50; i++) {
            publisher.text(
                    "{\"type\":\"event\",\"event_id\":\"\\u0065" + i + "\",\"event\":\"k\",\"timestamp\":1767225600.5,"
                            + "\"correlation_id\":\"c\",\"data\":[" + i + "]}");
            json(publisher);
        }
        int next = 0;
        while (next < 50) {
            for (Event event : kept.poll(20, TimeUnit.SECONDS).events()) {
                assertEquals("e" + next, event.id());
                assertEquals("[" + next + "]", new String(event.data(), StandardCharsets.UTF_8));
                assertEquals("pub", event.source());
                assertEquals("c", event.correlationId());
                assertEquals(Instant.parse("2026-01-01T00:00:00.500Z"), event.time());
                next++;
            }
        }
    }

    @Test
    void leavingClientLeavesNothingBehind() throws IOException {
        subscribe(subscriber, "[\"x\"]");
        assertEquals(1, hub.router.sinks());
        subscriber.close();
        Await.until(() -> hub.router.sinks() == 0 && hub.peers.count() == 1);
    }
}
