package dev.osprey.web.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.event.EventDraft;
import dev.osprey.web.served.Await;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryHub;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import dev.osprey.web.served.SseClient;
import dev.osprey.web.sse.SseStreams;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFeedsTest {

    private static final String PATH = "/api/v1/events";

    /** Events of 1,000 bytes: more than what sockets hold. */
    private static final int MANY = 8_000;

    private final MemoryAccess access = new MemoryAccess();
    private MemoryHub hub = new MemoryHub(100_000);
    private EventFeeds feeds;
    private EventsServlet door;
    private Served served;

    private void start(Duration keepAlive) {
        feeds = new EventFeeds(hub, hub, access, access, keepAlive);
        door = new EventsServlet(access, new Publishing(hub, access), feeds);
        served = new Served(true).with(door, PATH).start();
    }

    private void start() {
        start(Duration.ofSeconds(15));
    }

    @AfterEach
    void stop() {
        door.stop();
        served.close();
    }

    private SseClient follow(String query, String... headers) {
        return served.follow(PATH + query, headers);
    }

    private void publish(int count, String data) {
        byte[] json = ("\"" + data + "\"").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < count; i++) {
            hub.publish(new EventDraft("load.x", null, json, null, null, null));
        }
    }

    private static void expect(SseClient client, long first, long last) {
        for (long number = first; number <= last; number++) {
            String event = client.event();
            assertTrue(
                    event != null && event.contains(" id: " + number + " "),
                    event == null ? "the end before " + number : number + ": " + event.substring(0, 40));
        }
    }

    @Test
    void sendsEachEventAsTheHubsFrame() {
        start();
        hub.publish("before.now", Map.of());
        SseClient client = follow("");
        assertEquals("retry: 1000", client.anyLine());
        assertEquals("id: 1", client.anyLine());
        hub.publish(new EventDraft("demo.greeting", "me", Map.of("to", "ä"), "conv", "cause", "00-1-2-01"));
        hub.publish("demo.bare", Map.of());
        assertEquals(
                "event: demo.greeting id: 2 data: {\"type\":\"event\",\"event_id\":\"id-2\",\"event\":\"demo.greeting\","
                        + "\"source\":\"me\",\"timestamp\":\"2027-01-15T08:00:01Z\",\"data\":{\"to\":\"ä\"},"
                        + "\"correlation_id\":\"conv\",\"causation_id\":\"cause\",\"traceparent\":\"00-1-2-01\","
                        + "\"sequence\":2}",
                client.event());
        assertEquals(
                "event: demo.bare id: 3 data: {\"type\":\"event\",\"event_id\":\"id-3\",\"event\":\"demo.bare\","
                        + "\"source\":\"test\",\"timestamp\":\"2027-01-15T08:00:02Z\",\"data\":{},\"sequence\":3}",
                client.event());
    }

    @Test
    void dataWithLineBreaksStaysOneLine() {
        start();
        SseClient client = follow("");
        byte[] lines = "{\r\n\"a\":\n\r\"x\\ny\"}".getBytes(StandardCharsets.UTF_8);
        hub.publish(new EventDraft("demo.lines", null, lines, null, null, null));
        assertTrue(client.event().contains("\"data\":{  \"a\":  \"x\\ny\"}"));
    }

    @Test
    void followsSeveralPatterns() {
        start();
        SseClient client = follow("?subject=a.*&subject=b.%3E&subject=a.*");
        for (String subject : List.of("a", "a.x", "a.x.y", "b", "b.x.y", "c.x")) {
            hub.publish(subject, Map.of());
        }
        assertTrue(client.event().startsWith("event: a.x id: 2 "));
        assertTrue(client.event().startsWith("event: b.x.y id: 5 "));
    }

    @Test
    void beginsWhereTheClientSaysAndGoesOnLive() {
        start();
        publish(9, "x");
        hub.publish("other", Map.of());
        SseClient later = follow("?from=3", "Last-Event-ID", "7");
        SseClient number = follow("?from=3");
        SseClient time = follow("?from=" + MemoryHub.START.plusSeconds(4));
        SseClient last = follow("?from=last");
        publish(1, "live");
        expect(later, 8, 11);
        expect(number, 3, 11);
        expect(time, 5, 11);
        expect(last, 9, 11);
    }

    @Test
    void tellsWhatTheStreamsGaveUp() {
        start();
        publish(20, "x");
        hub.forget(5);
        SseClient client = follow("", "Last-Event-ID", "4");
        assertEquals(
                "event: gap data: {\"type\":\"gap\",\"reason\":\"expired\",\"count\":-1,\"first\":5,\"last\":15}",
                client.event());
        expect(client, 16, 20);
    }

    @Test
    void aSlowClientLosesNothingAndHoldsNoMoreThanItsQueue() {
        start();
        SseClient client = follow("");
        Await.until(() -> hub.subscriptions() == 1);
        publish(MANY, "x".repeat(1000));
        Await.until(() -> hub.subscriptions() == 0); // a client that is stuck has none
        assertEquals(1, feeds.size());
        expect(client, 1, MANY);
        publish(10, "live");
        expect(client, MANY + 1, MANY + 10);
        assertEquals(1, hub.subscriptions());
    }

    @Test
    void aLongPastComesWholeWithoutAnEnd() {
        start();
        publish(MANY, "x".repeat(1000));
        SseClient client = follow("?from=1");
        expect(client, 1, MANY);
        publish(1, "live");
        expect(client, MANY + 1, MANY + 1);
    }

    @Test
    void whatASubscriptionLostIsReadAgain() {
        start();
        SseClient client = follow("");
        Await.until(() -> hub.subscriptions() == 1);
        hub.publishLost("lost.first");
        publish(1, "x");
        hub.publishLost("lost.later");
        publish(1, "x");
        expect(client, 1, 4);
    }

    @Test
    void aSlowClientIsToldWhatTheStreamsGaveUpMeanwhile() {
        hub = new MemoryHub(100);
        start();
        SseClient client = follow("");
        Await.until(() -> hub.subscriptions() == 1);
        publish(MANY, "x".repeat(1000));
        long next = 1;
        int gaps = 0;
        while (next <= MANY) {
            String event = client.event();
            if (event.startsWith("event: gap")) {
                gaps++;
                String start = "event: gap data: {\"type\":\"gap\",\"reason\":\"expired\",\"count\":-1,\"first\":"
                        + next + ",\"last\":";
                assertTrue(event.startsWith(start), event);
                next = Long.parseLong(event.substring(start.length(), event.length() - 1));
            } else {
                assertTrue(event.contains(" id: " + next + " "), event.substring(0, 40));
            }
            next++;
        }
        assertTrue(gaps > 0);
    }

    @Test
    void withoutStreamsASlowClientIsEndedBehindWhatItGot() {
        hub = new MemoryHub(0);
        start();
        SseClient client = follow("");
        Await.until(() -> hub.subscriptions() == 1);
        publish(MANY, "x".repeat(1000));
        long next = 1;
        for (String event = client.event(); event != null; event = client.event()) {
            assertTrue(event.contains(" id: " + next++ + " "));
        }
        assertTrue(next > 1);
        Answer answer = served.get(PATH, "Last-Event-ID", Long.toString(next - 1));
        assertEquals(400, answer.status());
        assertEquals("No single stream keeps [>]", answer.object().get("detail"));
    }

    @Test
    void anEventLargerThanTheQueueArrives() {
        start();
        SseClient client = follow("");
        Await.until(() -> hub.subscriptions() == 1);
        publish(3, "x".repeat(EventFeed.ROOM * 2));
        expect(client, 1, 3);
    }

    @Test
    void stuckClientsDelayNobodyAndTakeNoThreads() {
        start();
        int threads = Thread.getAllStackTraces().size();
        for (int i = 0; i < 30; i++) {
            follow("?subject=load.%3E", "As", "stuck" + i % 5 + "/VIEWER");
        }
        publish(MANY, "x".repeat(1000));
        SseClient reader = follow("?subject=live");
        for (int i = 0; i < 100; i++) {
            hub.publish("live", Map.of("n", i));
            assertTrue(reader.event().contains("\"data\":{\"n\":" + i + "}"));
        }
        int more = Thread.getAllStackTraces().size() - threads;
        assertTrue(more < 25, more + " threads for 30 clients");
        expect(served.followers.get(0), 1, MANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?subject=a..b", "?subject=", "?from=none", "?from=-1", "?from=99999999999999999999"})
    void refusesWhatCannotBeFollowed(String query) {
        start();
        assertEquals(400, served.get(PATH + query).status());
        assertEquals(0, hub.subscriptions());
    }

    @Test
    void refusesWhoMayNot() {
        start();
        assertEquals(400, served.get(PATH, "Last-Event-ID", "k1-7").status());
        assertEquals(403, served.get(PATH + "?from=none", "As", "nobody/VIEWER").status());
        assertEquals(401, served.get(PATH, "As", "none").status());
        StringBuilder many = new StringBuilder("?subject=a");
        for (int i = 0; i < FeedStart.MOST_PATTERNS; i++) {
            many.append("&subject=a.").append(i);
        }
        assertEquals(400, served.get(PATH + many).status());
        try (Served blocking = new Served(false).with(door, PATH).start()) {
            assertEquals(503, blocking.get(PATH).status());
        }
    }

    @Test
    void aHeadRequestFollowsNothing() {
        start();
        Answer answer = served.send(served.request(PATH).method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, answer.status());
        assertTrue(answer.header("Content-Type").startsWith("text/event-stream"));
        assertEquals(0, hub.subscriptions());
        assertEquals(0, feeds.size());
    }

    @Test
    void onePrincipalHasABoundedNumber() {
        start(Duration.ofMillis(20));
        for (int i = 0; i < SseStreams.MOST_OF_ONE; i++) {
            follow("");
        }
        assertEquals(429, served.get(PATH).status());
        assertEquals(SseStreams.MOST_OF_ONE, hub.subscriptions());
        follow("", "As", "bob/VIEWER");
        served.followers.remove(0).close();
        Await.until(() -> hub.subscriptions() == SseStreams.MOST_OF_ONE);
        follow("");
    }

    @Test
    void endsWithTheCredentialAndWithThePermission() {
        start(Duration.ofMillis(20));
        SseClient revoked = follow("", "As", "eve/VIEWER");
        SseClient denied = follow("", "As", "mallory/VIEWER");
        access.end(new Principal("eve", Role.VIEWER, "1"));
        assertNull(revoked.event());
        access.deny("mallory");
        assertNull(denied.event());
        Await.until(() -> hub.subscriptions() == 0 && feeds.size() == 0);
    }

    @Test
    void endsWithTheDoor() {
        start();
        SseClient client = follow("");
        door.stop();
        assertNull(client.event());
        Await.until(() -> hub.subscriptions() == 0);
    }

    @Test
    void showsThatItLivesAndForgetsWhoTakesNothing() {
        start(Duration.ofMillis(20));
        SseClient client = follow("");
        String line = client.anyLine();
        while (!line.startsWith(":")) {
            line = client.anyLine();
        }
        assertEquals(": keep-alive", line);
        served.idleTimeout(Duration.ofMillis(300));
        follow("", "As", "stuck/VIEWER");
        publish(MANY, "x".repeat(1000));
        served.followers.remove(0).close();
        Await.until(() -> feeds.size() == 0 && hub.subscriptions() == 0);
    }
}
