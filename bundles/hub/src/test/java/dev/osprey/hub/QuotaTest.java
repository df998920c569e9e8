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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What one principal may have of the hub. */
class QuotaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MILLI = 1_000_000;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000 * MILLI);

    private static TestHub hub(int connections, int rate) throws IOException {
        TestHub.Settings settings = new TestHub.Settings();
        settings.limits = new Limits(16, 0, 0, connections, rate);
        return new TestHub(settings.build());
    }

    @Test
    void connectionsOfAPrincipalOverTheLimitAreClosedWithAReason() throws Exception {
        try (TestHub hub = hub(2, 0);
                RawClient other = RawClient.open(hub, "other-module")) {
            RawClient one = RawClient.open(hub, "m-module");
            RawClient two = RawClient.open(hub, "m-module");
            for (int i = 0; i < 3; i++) {
                try (RawClient three = RawClient.open(hub, "m-module")) {
                    three.text("{\"type\":\"ping\"}");
                    RawClient.Received frame = three.read();
                    assertEquals(0x88, frame.first());
                    assertEquals(4429, (frame.payload()[0] & 0xff) << 8 | frame.payload()[1] & 0xff);
                    assertTrue(frame.text().endsWith("too many connections of this principal"));
                    assertTrue(three.ended());
                }
            }
            Await.until(() -> hub.peers.count() == 3);
            one.close();
            Await.until(() -> hub.peers.count() == 2);
            try (RawClient next = RawClient.open(hub, "m-module")) {
                next.text("{\"type\":\"ping\"}");
                assertEquals("{\"type\":\"pong\"}", next.readText());
            }
            two.close();
            other.text("{\"type\":\"ping\"}");
            assertEquals("{\"type\":\"pong\"}", other.readText());
        }
    }

    @Test
    void administratorsAreBoundByTheConnectionsOfAllOnly() throws Exception {
        List<RawClient> all = new ArrayList<>();
        try (TestHub hub = hub(2, 0)) {
            for (int i = 0; i < 5; i++) {
                all.add(RawClient.open(hub, "root-admin"));
            }
            Await.until(() -> hub.peers.count() == 5);
        }
        for (RawClient one : all) {
            one.close();
        }
    }

    @Test
    void eventsOverTheRateAreRefusedAndTheOthersRouted() throws Exception {
        try (TestHub hub = hub(9, 5);
                RawClient client = RawClient.open(hub, "m-module");
                RawClient second = RawClient.open(hub, "m-module");
                RawClient other = RawClient.open(hub, "n-module")) {
            for (int i = 0; i < 5; i++) {
                assertEquals("ack", publish(client, i).get("type").textValue());
            }
            JsonNode error = publish(client, 5);
            assertEquals(
                    "rate_limited 5",
                    error.get("code").textValue() + " " + error.get("event_id").asText());
            assertTrue(error.get("retry_after_ms").longValue() >= 1
                    && error.get("retry_after_ms").longValue() <= 200);
            assertEquals("rate_limited", publish(second, 6).get("code").textValue());
            assertEquals("ack", publish(other, 5).get("type").textValue());
            assertEquals(6, hub.stats.routed.sum());
            assertEquals(2, hub.stats.limited.sum());
            client.text("{\"type\":\"ping\"}");
            assertEquals("{\"type\":\"pong\"}", client.readText());
            Await.until(() -> {
                try {
                    return publish(client, 5).has("type") && hub.stats.routed.sum() == 7;
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertEquals(0, hub.stats.duplicates.sum(), "what was refused is not remembered");
        }
    }

    private static JsonNode publish(RawClient client, int id) throws IOException {
        client.text("{\"type\":\"event\",\"event\":\"x\",\"event_id\":\"" + id + "\"}");
        return JSON.readTree(client.readText());
    }

    @Test
    void theBucketHoldsOneSecondAndFillsEvenly() {
        Quota quota = new Quota(100, now::get);
        for (int second = 0; second < 20; second++) {
            int drawn = 0;
            while (quota.draw() > 0) {
                drawn++;
            }
            assertEquals(100, drawn);
            assertEquals(10, quota.retryAfter());
            now.addAndGet(10 * MILLI);
            assertEquals(1, quota.draw());
            assertEquals(0, quota.draw());
            now.addAndGet(3_000 * MILLI);
        }
    }

    @Test
    void highRatesAreDrawnInPortionsAndZeroIsNoLimit() {
        Quota quota = new Quota(5_000_000, now::get);
        long drawn = 0;
        for (int portion = quota.draw(); portion > 0; portion = quota.draw()) {
            assertEquals(256, portion);
            drawn += portion;
        }
        assertEquals(5_000_000, drawn, 256);
        assertEquals(Integer.MAX_VALUE, new Quota(0, now::get).draw());
    }

    @Test
    void whoGoesOnForTenSecondsIsStubbornAndAPauseForgives() {
        Throttle throttle = new Throttle(new Quota(1, now::get), now::get);
        assertFalse(throttle.over());
        for (int i = 0; i < 3; i++) {
            assertTrue(throttle.over());
            now.addAndGet(300 * MILLI);
        }
        assertFalse(throttle.stubborn());
        now.addAndGet(5_000 * MILLI);
        int refused = 0;
        for (long ended = now.get() + 10_000 * MILLI; now.get() - ended <= 0; now.addAndGet(100 * MILLI)) {
            refused += throttle.over() ? 1 : 0;
            assertFalse(throttle.stubborn(), "after " + refused);
        }
        assertTrue(refused > 80);
        now.addAndGet(500 * MILLI);
        assertTrue(throttle.over() || throttle.over());
        assertTrue(throttle.stubborn());
    }

    @Test
    void aConnectionThatGoesOnIsClosed() throws Exception {
        TestHub.Settings settings = new TestHub.Settings();
        settings.limits = new Limits(16, 0, 0, 9, 1);
        try (TestHub hub = new TestHub(settings.build(), now::get);
                RawClient client = RawClient.open(hub, "m-module")) {
            int answers = 0;
            RawClient.Received frame = null;
            while (frame == null || frame.first() == 0x81) {
                client.text("{\"type\":\"event\",\"event\":\"x\"}");
                client.text("{\"type\":\"event\",\"event\":\"x\"}");
                // Both, so that the hub keeps step with the clock.
                for (int i = 0; i < 2 && (frame == null || frame.first() == 0x81); i++) {
                    frame = client.read();
                }
                now.addAndGet(250 * MILLI);
                answers++;
            }
            assertEquals(0x88, frame.first());
            assertEquals(4429, (frame.payload()[0] & 0xff) << 8 | frame.payload()[1] & 0xff);
            assertTrue(answers > 20, Map.of("answers", answers).toString());
        }
    }
}
