package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event that the hub took for a client is accounted for, whatever the client does. */
@Timeout(120)
class LedgerTest {

    private static final int AT_ONCE = 250;
    private static final int PUBLISHERS = 2;

    private int each;
    private String data;
    private Map<String, String> headers;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch published = new CountDownLatch(PUBLISHERS);

    @Test
    void acceptedIsWrittenPlusDroppedPlusDiscardedForEveryClient() throws Exception {
        each = 200_000;
        data = "{}";
        headers = Map.of();
        account(new TestHub.Settings());
    }

    @Test
    void theSameHoldsForClientsThatTakeEventsCompressed() throws Exception {
        each = 50_000;
        data = "{\"t\":\"" + "warm, warmer; ".repeat(15) + "\"}";
        headers = Map.of("Sec-WebSocket-Extensions", Zip.OFFER);
        TestHub.Settings settings = new TestHub.Settings();
        settings.compression = true;
        account(settings);
    }

    private void account(TestHub.Settings settings) throws Exception {
        settings.maxPending = 4 << 20;
        try (TestHub hub = new TestHub(settings.build())) {
            List<Subscriber> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(new Subscriber(hub, "block", "", Habit.READS));
            }
            all.add(new Subscriber(hub, "drop-oldest", "\"max_events\":2000,", Habit.SLOW));
            all.add(new Subscriber(hub, "drop-oldest", "\"name\":\"n\",\"max_bytes\":100000,", Habit.SLOW));
            all.add(new Subscriber(hub, "latest", "\"max_events\":100,", Habit.SLOW));
            all.add(new Subscriber(hub, "disconnect", "\"max_events\":3000,", Habit.STUCK));
            all.add(new Subscriber(hub, "drop-oldest", "\"max_events\":3000,", Habit.STUCK));
            all.add(new Subscriber(hub, "disconnect", "", Habit.VANISHES));
            all.add(new Subscriber(hub, "drop-oldest", "\"max_events\":500,", Habit.VANISHES));
            List<Peer> peers = hub.peers.all();
            all.forEach(subscriber -> run("subscriber", subscriber::read));
            for (int i = 0; i < PUBLISHERS; i++) {
                RawClient client = RawClient.open(hub, "pub" + i + "-module");
                int number = i;
                run("acks", () -> acks(client));
                run("publisher", () -> publish(client, number));
            }
            for (Thread thread : List.copyOf(threads)) {
                thread.join(90_000);
            }
            assertNull(failure.get(), () -> "" + failure.get());
            all.forEach(Subscriber::hangUp);
            Await.until(() -> hub.peers.count() == 0);
            for (Peer peer : peers) {
                Tally tally = peer.tally();
                assertEquals(
                        tally.accepted(),
                        tally.written() + tally.dropped() + tally.discarded(),
                        () -> "the ledger of " + peer.view());
            }
            for (int i = 0; i < all.size(); i++) {
                all.get(i).compare(peers.get(i).tally());
            }
            assertTrue(hub.stats.delivered.sum() > 10L * each);
        }
    }

    private void publish(RawClient client, int number) throws IOException {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < each; i++) {
            batch.writeBytes(RawClient.frame(
                    0x81,
                    Bytes.utf8("{\"type\":\"event\",\"event\":\"x.p" + number + "\",\"event_id\":\"" + number + "-" + i
                            + "\",\"data\":" + data + "}")));
            if ((i + 1) % AT_ONCE == 0) {
                client.write(batch.toByteArray());
                batch.reset();
            }
        }
    }

    private void acks(RawClient client) throws IOException {
        for (int i = 0; i < each; i++) {
            assertTrue(client.readText().startsWith("{\"type\":\"ack\""));
        }
        published.countDown();
        client.close();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void run(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    }
                },
                "test-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private enum Habit {
        READS,
        SLOW,
        STUCK,
        VANISHES
    }

    private final class Subscriber {
        private final RawClient client;
        private final String policy;
        private final Habit habit;
        private long events;
        private long lost;
        private long packed;

        Subscriber(TestHub hub, String policy, String terms, Habit habit) throws IOException {
            this.client = RawClient.open(hub, "sub-module", habit == Habit.READS ? 0 : 8192, headers);
            this.policy = policy;
            this.habit = habit;
            client.text("{\"type\":\"subscribe\",\"events\":[\"x.>\"],\"id\":1," + terms + "\"policy\":\"" + policy
                    + "\"}");
            assertTrue(client.readText().contains("ack"));
        }

        void read() throws Exception {
            switch (habit) {
                case READS -> {
                    while (events < (long) each * PUBLISHERS) {
                        frame();
                    }
                }
                case SLOW -> {
                    // A little now and then, and the rest at the end.
                    while (!published.await(2, TimeUnit.MILLISECONDS)) {
                        frame();
                    }
                    while (events + lost < (long) each * PUBLISHERS) {
                        frame();
                    }
                }
                case VANISHES -> {
                    for (int i = 0; i < each / 10; i++) {
                        frame();
                    }
                    client.close();
                }
                default -> published.await();
            }
        }

        private void frame() throws IOException {
            try {
                RawClient.Received frame = client.read();
                if (frame.first() == 0x88) {
                    return;
                }
                assertTrue(headers.isEmpty() || events == 0 || packed > 0, "none is compressed");
                packed += frame.first() == 0xc1 ? 1 : 0;
                String text = Zip.text(frame);
                if (text.charAt(9) == 'e') {
                    events++;
                } else {
                    JsonNode gap = new ObjectMapper().readTree(text);
                    assertEquals("gap", gap.get("type").textValue());
                    lost += gap.get("count").longValue();
                }
            } catch (EOFException | SocketException e) {
                throw new IOException(habit + " " + policy + " was cut off after " + events + " events", e);
            }
        }

        void hangUp() {
            try {
                client.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        /** What the hub says it did is what the client has seen. */
        void compare(Tally tally) {
            long all = (long) each * PUBLISHERS;
            switch (habit) {
                case READS -> {
                    assertEquals(all, tally.accepted());
                    assertEquals(all, tally.written());
                    assertEquals(all, events);
                }
                case SLOW -> {
                    assertEquals(all, tally.accepted());
                    assertEquals(events, tally.written());
                    assertEquals(lost, tally.dropped());
                    assertTrue(lost > 0, "it was slow");
                }
                case STUCK ->
                    assertTrue(
                            tally.accepted() > tally.written(),
                            policy + ": not all of " + tally.accepted() + " could be written");
                default -> assertTrue(tally.written() >= events);
            }
        }
    }
}
