package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlowConsumerTest {

    private static final String PAD = "x".repeat(8_000);

    @Test
    void clientThatDoesNotReadLosesEventsAndIsToldHowManyAndDelaysNobody() throws IOException {
        TestHub.Settings settings = new TestHub.Settings();
        settings.maxPending = 64 << 10;
        try (TestHub hub = new TestHub(settings.build());
                RawClient slow = RawClient.open(hub, "slow-module", 4096);
                RawClient fast = RawClient.open(hub, "fast-module");
                RawClient publisher = RawClient.open(hub, "pub-module")) {
            subscribe(slow);
            subscribe(fast);
            int sent = 0;
            while (hub.stats.dropped.sum() < 10) {
                publish(publisher, sent++);
                assertTrue(fast.readText().contains("\"event_id\""));
            }
            int received = 0;
            String frame = slow.readText();
            while (!frame.contains("slow_consumer")) {
                received++;
                frame = slow.readText();
            }
            int dropped = Integer.parseInt(frame.replaceFirst(".*\"dropped\":([0-9]+).*", "$1"));
            assertEquals(sent, received + dropped);
            assertEquals(hub.stats.dropped.sum(), dropped);
            publish(publisher, sent);
            assertTrue(slow.readText().contains("\"event_id\":\"" + sent + "\""), "it is served again");
        }
    }

    @Test
    @Timeout(60)
    void clientThatStaysSlowIsClosed() throws IOException {
        TestHub.Settings settings = new TestHub.Settings();
        settings.maxPending = 64 << 10;
        settings.slow = Duration.ofMillis(1);
        try (TestHub hub = new TestHub(settings.build());
                RawClient slow = RawClient.open(hub, "slow-module", 4096);
                RawClient publisher = RawClient.open(hub, "pub-module")) {
            subscribe(slow);
            for (int sent = 0; hub.peers.count() == 2; sent++) {
                publish(publisher, sent);
            }
            assertTrue(hub.stats.dropped.sum() > 0);
        }
    }

    @Test
    void publisherThatDoesNotReadItsAcksIsReadNoMoreAndAnsweredInFullLater() throws Exception {
        TestHub.Settings settings = new TestHub.Settings();
        settings.maxPending = 64 << 10;
        try (TestHub hub = new TestHub(settings.build());
                RawClient publisher = RawClient.open(hub, "pub-module", 4096)) {
            int count = 100_000;
            String prefix = "i".repeat(200);
            Thread writer = new Thread(
                    () -> {
                        try {
                            for (int i = 0; i < count; i++) {
                                publisher.text(
                                        "{\"type\":\"event\",\"event\":\"x\",\"event_id\":\"" + prefix + i + "\"}");
                            }
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    "test-writer");
            writer.start();
            Await.until(() -> hub.peers.pending() > 64 << 10);
            Await.still(hub.stats.received::sum);
            assertTrue(hub.stats.received.sum() < count, "the hub has stopped reading");
            assertTrue(hub.peers.pending() < 4 << 20, "and so its acks are bounded");
            for (int i = 0; i < count; i++) {
                assertEquals("{\"type\":\"ack\",\"event_id\":\"" + prefix + i + "\"}", publisher.readText());
            }
            writer.join(20_000);
            assertEquals(count, hub.stats.received.sum());
        }
    }

    @Test
    void silentClientIsPingedAndClosedIfItDoesNotAnswer() throws IOException {
        TestHub.Settings settings = new TestHub.Settings();
        settings.idle = Duration.ofMillis(900);
        try (TestHub hub = new TestHub(settings.build());
                RawClient client = RawClient.open(hub, "m-module")) {
            assertEquals(0x89, client.read().first());
            client.write(RawClient.frame(0x8a, new byte[0]));
            assertEquals(0x89, client.read().first());
            assertEquals(4009, client.readClose());
        }
    }

    private static void subscribe(RawClient client) throws IOException {
        client.text("{\"type\":\"subscribe\",\"events\":[\"x\"],\"id\":1}");
        client.readText();
    }

    private static void publish(RawClient client, int number) throws IOException {
        client.text("{\"type\":\"event\",\"event\":\"x\",\"event_id\":\"" + number + "\",\"data\":{\"pad\":\"" + PAD
                + "\"}}");
        assertTrue(client.readText().contains("ack"));
    }
}
