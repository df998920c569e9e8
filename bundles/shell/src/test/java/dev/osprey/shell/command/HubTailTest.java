package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Permission;
import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTailTest {

    private final BusyHub hub = new BusyHub();
    private final Desk desk = new Desk().with(EventHub.class, hub);

    @AfterEach
    void noGiverIsLeftWaiting() throws InterruptedException {
        if (hub.worker != null) {
            hub.worker.join(5_000);
            assertTrue(!hub.worker.isAlive(), "the hub's worker still waits for a reader");
        }
    }

    @Test
    void endsAfterTheCountAndUnsubscribes() {
        HubTail tail = new HubTail();
        tail.count = 3;
        String[] lines = desk.people(tail, "lamp.*").split("\n");
        assertEquals(3, lines.length);
        assertTrue(lines[0].endsWith("lamp.switched  desk  {\"n\":0}"), lines[0]);
        assertEquals(List.of("lamp.*"), List.copyOf(hub.patterns));
        assertTrue(hub.closed);
        assertEquals(List.of("event.subscribe lamp.*"), desk.asked);
    }

    @Test
    void programsGetOneDocumentALine() {
        HubTail tail = new HubTail();
        tail.count = 1;
        assertEquals(
                List.of(
                        "id",
                        "subject",
                        "source",
                        "time",
                        "sequence",
                        "correlation_id",
                        "causation_id",
                        "traceparent",
                        "data"),
                List.copyOf(((Map<?, ?>) desk.programs(tail)).keySet()));
        assertEquals(List.of(">"), List.copyOf(hub.patterns));
    }

    @Test
    void endsWithTheTime() {
        hub.silent = true;
        HubTail tail = new HubTail();
        tail.timeout = 1;
        assertEquals("", desk.people(tail));
        assertTrue(hub.closed);
    }

    @Test
    void endsWithCtrlC() {
        hub.silent = true;
        Thread.currentThread().interrupt();
        assertEquals("", desk.people(new HubTail()));
        assertTrue(hub.closed);
    }

    @Test
    void whatWasLeftOutIsSaid() {
        hub.lost = 5;
        HubTail tail = new HubTail();
        tail.count = 1;
        desk.people(tail);
        assertTrue(desk.errors().startsWith("5 events"), desk.errors());
    }

    @Test
    void everyPatternNeedsItsPermission() {
        desk.denied.add(Permission.EVENT_SUBSCRIBE);
        assertThrows(AccessDeniedException.class, () -> desk.people(new HubTail(), "a.b"));
        assertTrue(hub.patterns.isEmpty());
    }

    private static final class BusyHub implements EventHub {

        private volatile Collection<String> patterns = List.of();
        private volatile boolean closed;
        private boolean silent;
        private long lost;
        private Thread worker;

        @Override
        public Event publish(EventDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription subscribe(Collection<String> wanted, SubscriptionOptions options, EventListener listener) {
            patterns = wanted;
            if (!silent) {
                worker = new Thread(() -> {
                    for (int n = 0; n < 1000 && !closed; n++) {
                        listener.onEvent(event(n));
                    }
                });
                worker.start();
            }
            return new Subscription() {
                @Override
                public long delivered() {
                    return 0;
                }

                @Override
                public long dropped() {
                    return lost;
                }

                @Override
                public int queued() {
                    return 0;
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }

        @Override
        public Subscription subscribeBatch(
                Collection<String> wanted, SubscriptionOptions options, EventBatchListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object read(Event event) {
            return Json.read(new String(event.data(), StandardCharsets.UTF_8));
        }

        private static Event event(int n) {
            byte[] data = ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8);
            return new Event("e" + n, "lamp.switched", "desk", Instant.EPOCH, data, null, null, null, n);
        }
    }
}
