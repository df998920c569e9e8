package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Subjects whose newest event is shown to whoever subscribes later. */
class RetainedTest extends PublisherAndSubscriber {

    RetainedTest() {
        settings.limits = new Limits(16, 4, 4_000, 10, 0);
    }

    private static String publish(RawClient client, String event, String members) throws IOException {
        client.text("{\"type\":\"event\",\"event\":\"" + event + "\"," + members + "}");
        JsonNode answer = json(client);
        return answer.has("code")
                ? answer.get("code").textValue()
                : answer.get("type").textValue();
    }

    private void retain(String event, int data) throws IOException {
        assertEquals("ack", publish(publisher, event, "\"retain\":true,\"data\":" + data));
    }

    private void subscribe(String members) throws IOException {
        subscriber.text("{\"type\":\"subscribe\",\"id\":\"s\"," + members + "}");
        assertEquals("{\"type\":\"ack\",\"id\":\"s\"}", subscriber.readText());
    }

    private String heard() throws IOException {
        JsonNode event = json(subscriber);
        return event.get("event").textValue() + " " + event.get("data");
    }

    /** That nothing has been sent but what was heard: an event that is published now comes next. */
    private void nothingElse(String subject) throws IOException {
        publish(publisher, subject, "\"data\":\"last\"");
        assertEquals(subject + " \"last\"", heard());
    }

    @Test
    void whoSubscribesLaterGetsTheNewestOfEachSubjectAndThenLiveEvents() throws IOException {
        retain("r.a", 1);
        retain("r.b", 2);
        retain("other", 3);
        retain("r.a", 4);
        publish(publisher, "r.a", "\"data\":5");
        publish(publisher, "r.c", "\"data\":6,\"retain\":false");
        subscribe("\"events\":[\"r.*\"]");
        assertEquals("r.b 2", heard());
        JsonNode event = json(subscriber);
        assertEquals("pub", event.get("source").textValue());
        assertEquals(1_000_000_000_000_004L, event.get("sequence").longValue());
        assertTrue(event.get("retain").booleanValue());
        retain("r.b", 7);
        assertEquals("r.b 7", heard());
    }

    @Test
    void aRetainedEventBelongsToItsSubjectWhoeverSentIt() throws IOException {
        retain("r", 1);
        assertEquals("ack", publish(subscriber, "r", "\"retain\":true,\"data\":2"));
        subscribe("\"events\":[\"r\"]");
        assertEquals("r 2", heard());
        nothingElse("r");
    }

    @Test
    void eachSubjectIsShownOnce() throws IOException {
        retain("r.a", 1);
        retain("r.b", 2);
        subscribe("\"events\":[\"r.a\",\"r.*\",\">\",\"r.a\"]");
        assertEquals("r.a 1", heard());
        assertEquals("r.b 2", heard());
        subscribe("\"events\":[\"r.a\",\"*.b\"]");
        nothingElse("r.a");
        subscribe("\"events\":[\"r.b\"],\"name\":\"n\"");
        assertEquals("r.b 2", heard());
        subscriber.text("{\"type\":\"unsubscribe\",\"name\":\"n\"}");
        nothingElse("x");
    }

    @Test
    void patternsThatAreAddedShowWhatIsNew() throws IOException {
        retain("r.a", 1);
        retain("q.a", 2);
        subscribe("\"events\":[\"r.*\"]");
        assertEquals("r.a 1", heard());
        subscribe("\"events\":[\"*.a\"]");
        assertEquals("q.a 2", heard());
        nothingElse("r.a");
    }

    @Test
    void nullTakesItBackAndIsRoutedItself() throws IOException {
        retain("r", 1);
        subscribe("\"events\":[\"r\"],\"name\":\"one\"");
        assertEquals("r 1", heard());
        assertEquals("ack", publish(publisher, "r", "\"retain\":true,\"data\":null"));
        assertEquals("r null", heard());
        subscriber.text("{\"type\":\"unsubscribe\",\"name\":\"one\"}");
        subscribe("\"events\":[\"r\"]");
        nothingElse("r");
        assertEquals(0, hub.annex.retained().count());
        assertEquals(0, hub.annex.retained().bytes());
    }

    @Test
    void groupsAndReplaysAreShownNothing() throws IOException {
        retain("r", 1);
        subscribe("\"events\":[\"r\"],\"name\":\"g\",\"group\":\"workers\"");
        nothingElse("r");
    }

    @Test
    void whatDoesNotFitIsNeitherRoutedNorAcknowledgedAndMayComeAgain() throws IOException {
        for (String subject : List.of("r.1", "r.2", "r.3", "r.4")) {
            retain(subject, 1);
        }
        subscribe("\"events\":[\"r.5\"]");
        assertEquals("retained_full", publish(publisher, "r.5", "\"event_id\":\"e\",\"retain\":true"));
        retain("r.1", 2);
        publish(publisher, "r.4", "\"retain\":true,\"data\":null");
        assertEquals("ack", publish(publisher, "r.5", "\"event_id\":\"e\",\"retain\":true,\"data\":3"));
        assertEquals("r.5 3", heard());
        String large = "\"" + "x".repeat(4_000) + "\"";
        assertEquals("retained_full", publish(publisher, "r.5", "\"retain\":true,\"data\":" + large));
        assertEquals("ack", publish(publisher, "r.5", "\"data\":\"small\""));
        assertEquals("r.5 \"small\"", heard());
    }

    @Test
    void aWillMayBeRetained() throws IOException {
        try (RawClient mortal = RawClient.open(hub, "m-module")) {
            publish(mortal, "m.state", "\"retain\":true,\"data\":\"on\"");
            mortal.text("{\"type\":\"will\",\"id\":1,\"event\":\"m.state\",\"data\":\"off\",\"retain\":true}");
            mortal.readText();
        }
        Await.until(() -> hub.peers.count() == 2);
        subscribe("\"events\":[\"m.state\"]");
        assertEquals("m.state \"off\"", heard());
    }

    @Test
    void betweenWhatIsRetainedAndWhatComesThereIsNoHoleAndNoDouble() throws Exception {
        int last = 4_000;
        AtomicInteger published = new AtomicInteger();
        Thread writer = new Thread(
                () -> {
                    try {
                        for (int i = 1; i <= last; i++) {
                            retain("r", i);
                            published.set(i);
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                "test-writer");
        writer.start();
        Await.until(() -> published.get() > 0);
        int rounds = 0;
        while (published.get() < last) {
            subscriber.text("{\"type\":\"subscribe\",\"id\":1,\"events\":[\"r\",\"r.>\"]}");
            assertTrue(subscriber.readText().contains("\"id\":1"));
            int before = 0;
            for (int i = 0; i < 5 && before < last; i++) {
                int next = json(subscriber).get("data").intValue();
                assertTrue(before == 0 || next == before + 1, before + " and then " + next);
                before = next;
            }
            rounds++;
            subscriber.close();
            subscriber = RawClient.open(hub, "sub-module");
        }
        writer.join(20_000);
        assertTrue(rounds > 5, "rounds " + rounds);
    }
}
