package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowConsumerTest {

    private static final String PAD = "x".repeat(8_000);

    @Test
    void clientThatDoesNotReadIsClosedAndDelaysNobody() throws IOException {
        TestHub.Settings settings = new TestHub.Settings();
        settings.maxPending = 64 << 10;
        try (TestHub hub = new TestHub(settings.build());
                RawClient slow = RawClient.open(hub, "slow-module", 4096);
                RawClient fast = RawClient.open(hub, "fast-module");
                RawClient publisher = RawClient.open(hub, "pub-module")) {
            subscribe(slow, "");
            subscribe(fast, "");
            int sent = 0;
            while (hub.stats.tooSlow.sum() == 0) {
                publish(publisher, sent++);
                assertTrue(fast.readText().contains("\"event_id\""));
            }
            assertEquals(4408, closeAfterEvents(slow));
            publish(publisher, sent);
            assertTrue(fast.readText().contains("\"event_id\":\"" + sent + "\""), "the other is served");
        }
    }

    private static int closeAfterEvents(RawClient client) throws IOException {
        RawClient.Received frame = client.read();
        while (frame.first() == 0x81) {
            frame = client.read();
        }
        return (frame.payload()[0] & 0xff) << 8 | frame.payload()[1] & 0xff;
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
            assertEquals(4408, client.readClose());
        }
    }

    private static void subscribe(RawClient client, String terms) throws IOException {
        client.text("{\"type\":\"subscribe\",\"events\":[\"x\"],\"id\":1" + terms + "}");
        client.readText();
    }

    private static void publish(RawClient client, int number) throws IOException {
        client.text("{\"type\":\"event\",\"event\":\"x\",\"event_id\":\"" + number + "\",\"data\":{\"pad\":\"" + PAD
                + "\"}}");
        assertTrue(client.readText().contains("ack"));
    }
}
