package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayTest extends PublisherAndSubscriber {

    private static final long FIRST = 1_000_000_000_000_001L;

    private final FakeJournal journal = new FakeJournal();

    @BeforeEach
    void keep() {
        hub.router.journal = journal;
        hub.replays.use(journal);
    }

    @Test
    void keptEventsComeFirstAndLiveOnesFollow() throws IOException {
        publish("a.1", "b.1", "a.2", "a.3", "a.4", "a.5");
        subscribe("\"from\":" + (FIRST + 2));
        assertEquals("a.2 a.3 a.4 a.5", next(4));
        JsonNode synced = json(subscriber);
        assertEquals("synced", synced.get("type").textValue());
        assertEquals(FIRST + 5, synced.get("sequence").longValue());
        publish("a.6");
        assertEquals("a.6", next(1));
    }

    @Test
    void nothingIsMissingAndNothingTwiceWhileOthersPublish() throws Exception {
        int before = 500;
        int all = 5_000;
        for (int i = 0; i < before; i++) {
            publish("a." + i);
        }
        Thread publishing = new Thread(
                () -> {
                    try {
                        for (int i = before; i < all; i++) {
                            publish("a." + i);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "test-publisher");
        publishing.start();
        subscribe("\"from\":1,\"name\":\"all\"");
        boolean live = false;
        long last = 0;
        for (int i = 0; i < all; i++) {
            JsonNode frame = json(subscriber);
            if (frame.get("type").textValue().equals("gap")) {
                frame = json(subscriber);
            }
            if (frame.get("type").textValue().equals("synced")) {
                live = true;
                frame = json(subscriber);
            }
            assertEquals("a." + i, frame.get("event").textValue());
            assertEquals("all", frame.get("subscription").textValue());
            assertTrue(frame.get("sequence").longValue() > last, "numbers ascend");
            last = frame.get("sequence").longValue();
        }
        publishing.join(20_000);
        assertTrue(live || json(subscriber).get("type").textValue().equals("synced"));
    }

    @Test
    void whatTheStreamGaveUpIsTold() throws IOException {
        publish("a.1", "a.2", "a.3", "a.4");
        journal.expire(2);
        subscribe("\"from\":" + FIRST);
        JsonNode gap = json(subscriber);
        assertEquals("gap", gap.get("type").textValue());
        assertEquals("expired", gap.get("reason").textValue());
        assertEquals(FIRST, gap.get("first").longValue());
        assertEquals(FIRST + 1, gap.get("last").longValue());
        assertEquals("a.3 a.4", next(2));
    }

    @Test
    void replayOfWhatNoStreamKeepsIsRefusedAndSubscribesToNothing() throws IOException {
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"nowhere\"],\"from\":1,\"id\":1}");
        assertEquals("no_stream", json(subscriber).get("code").textValue());
        hub.replays.drop(journal);
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"a.>\"],\"from\":1,\"id\":1}");
        assertEquals("unavailable", json(subscriber).get("code").textValue());
        assertEquals(0, hub.router.sinks());
    }

    @Test
    void replayThatFailsEndsTheConnectionSoThatNothingIsMissedInSilence() throws IOException {
        publish("a.1");
        journal.broken = true;
        subscribe("\"from\":1");
        assertEquals(1011, subscriber.readClose());
    }

    @Test
    void subscriptionThatEndsDuringItsReplayHearsNothingMoreAndMayBeginAgain() throws IOException {
        for (int i = 0; i < 200; i++) {
            publish("a." + i);
        }
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"a.>\"],\"from\":1}");
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"b\"],\"id\":\"more\"}");
        subscriber.text("{\"type\":\"unsubscribe\",\"events\":[\"a.>\"],\"id\":\"end\"}");
        JsonNode frame = json(subscriber);
        boolean refused = false;
        while (!"end".equals(frame.path("id").asText())) {
            refused |= frame.path("code").asText().equals("replaying");
            frame = json(subscriber);
        }
        assertTrue(refused || hub.router.sinks() == 1, "either it was refused or the replay was over");
        publish("a.x");
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"a.>\"],\"id\":\"again\"}");
        assertEquals("again", json(subscriber).path("id").textValue());
        publish("a.y");
        assertEquals("a.y", next(1));
    }

    @Test
    void lossOfOneGrantAfterAReplayLeavesTheOtherPatterns() throws IOException {
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"a.>\",\"b.>\"],\"from\":1}");
        assertEquals("synced", json(subscriber).get("type").textValue());
        hub.access.denied.add("event.subscribe b.>");
        hub.access.changed();
        JsonNode error = json(subscriber);
        assertEquals("denied", error.get("code").textValue());
        assertEquals("b.>", error.get("pattern").textValue());
        publish("b.1", "a.1");
        assertEquals("a.1", next(1));
    }

    @Test
    void replayNeedsASubscriptionOfItsOwn() throws IOException {
        subscribe("\"policy\":\"disconnect\"");
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"b.>\"],\"from\":1,\"id\":1}");
        assertEquals("bad_field", json(subscriber).get("code").textValue());
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"b.>\"],\"from\":\"yesterday\",\"name\":\"n\",\"id\":1}");
        assertEquals("bad_field", json(subscriber).get("code").textValue());
    }

    @Test
    void eventThatCannotBeKeptIsNotAcknowledgedReachesNobodyAndMayComeAgain() throws IOException {
        journal.durable = true;
        subscribe("\"policy\":\"disconnect\"");
        String event = "{\"type\":\"event\",\"event\":\"a.x\",\"event_id\":\"e1\"}";
        journal.full = true;
        publisher.text(event);
        JsonNode error = json(publisher);
        assertEquals("not_kept", error.get("code").textValue());
        assertEquals("e1", error.get("event_id").textValue());
        journal.full = false;
        publisher.text(event);
        assertEquals("{\"type\":\"ack\",\"event_id\":\"e1\"}", publisher.readText());
        assertEquals("a.x", next(1));
        assertEquals(1, journal.size());
        publisher.text(event);
        assertEquals("{\"type\":\"ack\",\"event_id\":\"e1\"}", publisher.readText());
        assertEquals(1, hub.stats.duplicates.sum());
    }

    @Test
    void duplicateIsNotAcknowledgedBeforeItsOriginalHasBeenKept() throws IOException {
        journal.durable = true;
        journal.writable = new CountDownLatch(1);
        subscribe("\"policy\":\"disconnect\"");
        String event = "{\"type\":\"event\",\"event\":\"a.x\",\"event_id\":\"e1\"}";
        // Connections go to the two event loops in turn.
        try (RawClient same = RawClient.open(hub, "pub-module");
                RawClient other = RawClient.open(hub, "pub-module")) {
            publisher.text(event);
            Await.open(journal.asked);
            long before = hub.stats.received.sum();
            other.text(event);
            Await.until(() -> hub.stats.received.sum() > before);
            journal.full = true;
            journal.writable.countDown();
            assertEquals("not_kept", json(publisher).get("code").textValue());
            assertEquals("not_kept", json(other).get("code").textValue(), "tried, as nobody had published it");
            journal.full = false;
            same.text(event);
            assertEquals("ack", json(same).get("type").textValue());
            assertEquals("a.x", next(1));
            assertEquals(0, hub.stats.duplicates.sum());
        }
    }

    @Test
    void eventOnWhichTheHubFailedIsNoDuplicateWhenItComesAgain() throws IOException {
        subscribe("\"policy\":\"disconnect\"");
        String event = "{\"type\":\"event\",\"event\":\"a.x\",\"event_id\":\"e1\"}";
        journal.broken = true;
        publisher.text(event);
        assertTrue(publisher.ended(), "closed without an ack");
        journal.broken = false;
        try (RawClient again = RawClient.open(hub, "pub-module")) {
            again.text(event);
            assertEquals("ack", json(again).get("type").textValue());
            assertEquals("a.x", next(1));
        }
    }

    private void publish(String... subjects) throws IOException {
        for (String subject : subjects) {
            publisher.text("{\"type\":\"event\",\"event\":\"" + subject + "\"}");
            assertEquals("ack", json(publisher).get("type").textValue());
        }
    }

    private void subscribe(String terms) throws IOException {
        subscriber.text("{\"type\":\"subscribe\",\"events\":[\"a.>\"],\"id\":1," + terms + "}");
        assertEquals("{\"type\":\"ack\",\"id\":1}", subscriber.readText());
    }

    private String next(int count) throws IOException {
        StringBuilder subjects = new StringBuilder();
        for (int i = 0; i < count; i++) {
            subjects.append(' ').append(json(subscriber).path("event").textValue());
        }
        return subjects.substring(1);
    }
}
