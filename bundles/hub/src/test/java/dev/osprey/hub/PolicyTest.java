package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of events when a client does not read. Its socket takes some, then its subscription's queue fills. */
@Timeout(60)
class PolicyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAD = "x".repeat(2_000);

    private final TestHub.Settings settings = new TestHub.Settings();
    private TestHub hub;
    private RawClient publisher;

    @BeforeEach
    void start() throws IOException {
        settings.maxPending = 64 << 10;
        settings.slow = Duration.ofSeconds(30);
        open();
    }

    private void open() throws IOException {
        hub = new TestHub(settings.build());
        publisher = RawClient.open(hub, "pub-module");
    }

    @AfterEach
    void stop() throws IOException {
        publisher.close();
        hub.close();
    }

    @Test
    void dropOldestTellsHowManyAndWhichPlacesAreMissing() throws IOException {
        try (RawClient slow = RawClient.open(hub, "slow-module", 4096)) {
            subscribe(slow, "\"name\":\"s\",\"policy\":\"drop-oldest\",\"max_events\":10");
            int sent = 3_000;
            for (int i = 1; i <= sent; i++) {
                publish("x." + i % 7, i);
            }
            long place = 0;
            long lost = 0;
            while (place < sent) {
                JsonNode frame = JSON.readTree(slow.readText());
                assertEquals("s", frame.get("subscription").textValue());
                if (frame.get("type").textValue().equals("gap")) {
                    assertEquals("overflow", frame.get("reason").textValue());
                    assertEquals(place + 1, frame.get("first").longValue());
                    place = frame.get("last").longValue();
                    lost += frame.get("count").longValue();
                    assertEquals(
                            frame.get("count").longValue(),
                            place - frame.get("first").longValue() + 1);
                } else {
                    place++;
                    assertEquals("" + place, frame.get("event_id").textValue());
                }
            }
            assertTrue(lost > 0);
            long told = lost;
            Await.until(() -> hub.stats.dropped.sum() == told);
            assertEquals(sent - told, hub.stats.delivered.sum());
        }
    }

    @Test
    void latestKeepsTheNewestOfEachSubject() throws IOException {
        try (RawClient slow = RawClient.open(hub, "slow-module", 4096)) {
            subscribe(slow, "\"policy\":\"latest\",\"max_events\":10");
            int sent = 3_000;
            for (int i = 1; i <= sent; i++) {
                publish("x." + i % 7, i);
            }
            Map<String, Integer> newest = new HashMap<>();
            long events = 0;
            long lost = 0;
            int last = 0;
            while (events + lost < sent) {
                JsonNode frame = JSON.readTree(slow.readText());
                if (frame.get("type").textValue().equals("gap")) {
                    lost += frame.get("count").longValue();
                } else {
                    events++;
                    int id = Integer.parseInt(frame.get("event_id").textValue());
                    assertTrue(id > last, "numbers ascend");
                    last = id;
                    newest.put(frame.get("event").textValue(), id);
                }
            }
            assertTrue(lost > 0);
            for (int i = sent - 6; i <= sent; i++) {
                assertEquals(i, newest.get("x." + i % 7), "the newest is not lost");
            }
        }
    }

    @Test
    void blockStopsWhoPublishesWhatItHearsAndNobodyElseAndLosesNothing() throws Exception {
        try (RawClient slow = RawClient.open(hub, "slow-module", 4096);
                RawClient other = RawClient.open(hub, "other-module")) {
            subscribe(slow, "\"policy\":\"block\",\"max_events\":20");
            int sent = 3_000;
            Thread publishing = new Thread(
                    () -> {
                        try {
                            for (int i = 1; i <= sent; i++) {
                                publish("x.a", i);
                            }
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    "test-publisher");
            publishing.start();
            Await.until(() -> hub.brakes.any());
            other.text("{\"type\":\"event\",\"event\":\"y\",\"event_id\":\"o\"}");
            assertEquals("{\"type\":\"ack\",\"event_id\":\"o\"}", other.readText());
            assertTrue(publishing.isAlive(), "it waits");
            for (int i = 1; i <= sent; i++) {
                assertEquals(
                        "" + i, JSON.readTree(slow.readText()).get("event_id").textValue());
            }
            publishing.join(20_000);
            assertFalse(publishing.isAlive());
            assertEquals(0, hub.stats.dropped.sum());
        }
    }

    @Test
    void burstOfOneReadIsNoReasonToCloseWhoBlocks() throws IOException {
        try (RawClient slow = RawClient.open(hub, "slow-module", 4096)) {
            subscribe(slow, "\"policy\":\"block\",\"max_events\":1");
            int sent = 3_000;
            ByteArrayOutputStream burst = new ByteArrayOutputStream();
            for (int i = 1; i <= sent; i++) {
                burst.writeBytes(RawClient.frame(
                        0x81, Bytes.utf8("{\"type\":\"event\",\"event\":\"x.a\",\"event_id\":\"" + i + "\"}")));
            }
            publisher.write(burst.toByteArray());
            for (int i = 1; i <= sent; i++) {
                assertEquals(
                        "" + i, JSON.readTree(slow.readText()).get("event_id").textValue());
            }
        }
    }

    @Test
    void whoBlocksForTooLongIsClosedAndThePublisherGoesOn() throws Exception {
        hub.close();
        settings.slow = Duration.ofMillis(1_500);
        open();
        try (RawClient slow = RawClient.open(hub, "slow-module", 4096)) {
            subscribe(slow, "\"policy\":\"block\",\"max_events\":20");
            for (int i = 1; hub.peers.count() == 2; i++) {
                publish("x.a", i);
            }
            publish("x.a", 0);
            assertFalse(hub.brakes.any());
        }
    }

    @Test
    void blockNeedsAPermission() throws IOException {
        hub.access.denied.add("event.block x.>");
        try (RawClient slow = RawClient.open(hub, "slow-module")) {
            slow.text("{\"type\":\"subscribe\",\"events\":[\"x.>\"],\"policy\":\"block\",\"id\":1}");
            assertEquals("denied", JSON.readTree(slow.readText()).get("code").textValue());
            slow.text("{\"type\":\"subscribe\",\"events\":[\"x.>\"],\"policy\":\"never\",\"id\":1}");
            assertEquals("bad_field", JSON.readTree(slow.readText()).get("code").textValue());
            assertEquals(0, hub.router.sinks());
        }
    }

    @Test
    void blockNeedsItsPermissionForEachLaterPatternAndEndsWithIt() throws IOException {
        hub.access.denied.add("event.block y");
        try (RawClient client = RawClient.open(hub, "sub-module")) {
            subscribe(client, "\"policy\":\"block\"");
            client.text("{\"type\":\"subscribe\",\"events\":[\"y\"],\"id\":1}");
            assertEquals("denied", JSON.readTree(client.readText()).get("code").textValue());
            hub.access.denied.add("event.block x.>");
            hub.access.changed();
            JsonNode error = JSON.readTree(client.readText());
            assertEquals("denied", error.get("code").textValue());
            assertEquals("x.>", error.get("pattern").textValue());
            assertEquals(0, hub.router.route("x.a").size());
        }
    }

    @Test
    void latestAfterAReplayKeepsTheNewestOfEachSubjectOfItsPages() throws IOException {
        FakeJournal journal = new FakeJournal();
        hub.router.journal = journal;
        hub.replays.use(journal);
        publish("x.a", 1);
        publish("x.b", 2);
        try (RawClient slow = RawClient.open(hub, "slow-module", 4096)) {
            subscribe(slow, "fill", "\"name\":\"fill\",\"policy\":\"drop-oldest\"");
            journal.readable = new CountDownLatch(1);
            subscribe(slow, "x.*", "\"name\":\"x\",\"policy\":\"latest\",\"max_events\":3,\"from\":1000000000000001");
            // The socket is filled, so that the page has to wait.
            int number = 3;
            for (long before = -1; before != hub.stats.delivered.sum(); ) {
                before = hub.stats.delivered.sum();
                for (int i = 0; i < 500; i++) {
                    publish("fill", number++);
                }
                Await.still(hub.stats.delivered::sum);
            }
            journal.readable.countDown();
            Await.until(() -> hub.router.route("x.c").size() == 1);
            // Two of the page wait, and with these it is one too many.
            publish("x.c", number);
            publish("x.c", number + 1);
            String last = "x.c " + (number + 1);
            List<String> heard = new ArrayList<>();
            while (!heard.contains(last)) {
                JsonNode frame = JSON.readTree(slow.readText());
                if ("x".equals(frame.path("subscription").textValue())) {
                    heard.add(frame.path("event").asText(frame.path("type").textValue()) + " "
                            + frame.path("event_id").asText());
                }
            }
            assertEquals(List.of("gap ", "x.a 1", "x.b 2", "synced ", last), heard);
        }
    }

    @Test
    void namedSubscriptionsAreApartAndEndTogetherWithTheirName() throws IOException {
        try (RawClient client = RawClient.open(hub, "sub-module")) {
            subscribe(client, "\"name\":\"one\"");
            subscribe(client, "\"name\":\"two\"");
            publish("x.a", 1);
            assertEquals(
                    "one", JSON.readTree(client.readText()).get("subscription").textValue());
            assertEquals(
                    "two", JSON.readTree(client.readText()).get("subscription").textValue());
            client.text("{\"type\":\"unsubscribe\",\"name\":\"one\",\"id\":2}");
            assertEquals("{\"type\":\"ack\",\"id\":2}", client.readText());
            publish("x.a", 2);
            assertEquals(
                    "two", JSON.readTree(client.readText()).get("subscription").textValue());
            assertEquals(1, hub.router.sinks());
        }
    }

    @Test
    void subscriptionsAreLimitedInNumberAndKeepTheirTerms() throws IOException {
        try (RawClient client = RawClient.open(hub, "sub-module")) {
            for (int i = 0; i < 8; i++) {
                subscribe(client, "\"name\":\"s" + i + "\"");
            }
            client.text("{\"type\":\"subscribe\",\"events\":[\"x.>\"],\"name\":\"more\",\"id\":1}");
            assertEquals(
                    "too_many_subscriptions",
                    JSON.readTree(client.readText()).get("code").textValue());
            client.text("{\"type\":\"subscribe\",\"events\":[\"y\"],\"name\":\"s1\",\"policy\":\"latest\",\"id\":1}");
            assertEquals(
                    "bad_field", JSON.readTree(client.readText()).get("code").textValue());
        }
    }

    private void subscribe(RawClient client, String terms) throws IOException {
        subscribe(client, "x.>", terms);
    }

    private void subscribe(RawClient client, String pattern, String terms) throws IOException {
        client.text("{\"type\":\"subscribe\",\"events\":[\"" + pattern + "\"],\"id\":1," + terms + "}");
        assertEquals("{\"type\":\"ack\",\"id\":1}", client.readText());
    }

    private void publish(String subject, int number) throws IOException {
        publisher.text("{\"type\":\"event\",\"event\":\"" + subject + "\",\"event_id\":\"" + number
                + "\",\"data\":{\"pad\":\"" + PAD + "\"}}");
        assertTrue(publisher.readText().contains("ack"));
    }
}
