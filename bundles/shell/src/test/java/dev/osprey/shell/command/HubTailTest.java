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
import dev.osprey.event.Gap;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    void aGapIsToldInItsPlaceAndDoesNotCount() {
        hub.gap = new Gap(Gap.Reason.OVERFLOW, 5, 1, 5);
        hub.lost = 5;
        HubTail tail = new HubTail();
        tail.count = 2;
        List<String> lines = desk.people(tail).lines().toList();
        assertEquals("-- Here 5 events are missing: they came faster than they could be shown.", lines.get(1));
        assertTrue(lines.get(0).endsWith("{\"n\":0}"), lines.get(0));
        assertTrue(lines.get(2).endsWith("{\"n\":1}"), lines.get(2));
        assertEquals("", desk.errors());
    }

    @Test
    void whatIsNotKeptIsNamedByItsNumbers() {
        HubTail tail = new HubTail();
        tail.count = 2;
        hub.gap = new Gap(Gap.Reason.EXPIRED, -1, 1, 99);
        assertEquals(
                "-- Here events are missing: the numbers 1 to 99 are not kept any more.",
                desk.people(tail).lines().toList().get(1));
        hub.gap = new Gap(Gap.Reason.EXPIRED, -1, 7, 7);
        assertEquals(
                "-- Here events are missing: number 7 is not kept any more.",
                desk.people(tail).lines().toList().get(1));
    }

    @Test
    void programsGetAGapAsTheHubTellsIt() {
        hub.gap = new Gap(Gap.Reason.EXPIRED, -1, 1, 99);
        HubTail tail = new HubTail();
        tail.count = 2;
        Map<String, Object> gap = desk.documents(tail).get(1);
        assertEquals(List.of("type", "reason", "count", "first", "last"), List.copyOf(gap.keySet()));
        assertEquals("expired", gap.get("reason"));
        assertEquals(99, gap.get("last"));
        assertEquals(null, gap.get("count"));
    }

    @Test
    void beginsWhereItIsTold() {
        Map<String, Position> places = Map.of(
                "last", Position.lastOfEach(),
                "1795000000000000", Position.from(1795000000000000L),
                "2026-01-31T12:00:00Z", Position.since(Instant.parse("2026-01-31T12:00:00Z")));
        places.forEach((text, place) -> {
            HubTail tail = new HubTail();
            tail.count = 1;
            tail.from = text;
            desk.people(tail);
            assertEquals(place, hub.from);
        });
        assertTrue(desk.errors().endsWith("To go on from here: --from 8\n"), desk.errors());
    }

    @Test
    void timesThatHavePassedAreUnderstood() {
        Instant now = Instant.parse("2026-01-31T12:00:00Z");
        Map<String, Duration> ages = Map.of(
                "-30s", Duration.ofSeconds(30),
                "-10m", Duration.ofMinutes(10),
                "2h", Duration.ofHours(2),
                "-999999d", Duration.ofDays(999_999));
        ages.forEach((text, age) -> assertEquals(Position.since(now.minus(age)), TailStart.of(text, now), text));
        for (String wrong : List.of("", "-", "yesterday", "-10", "10x", "-1 h", "-9999999m")) {
            Failure failure = assertThrows(Failure.class, () -> TailStart.of(wrong, now), wrong);
            assertTrue(failure.text().contains("-10m"), failure.text());
        }
    }

    @Test
    void whatNoStreamKeepsIsRefusedWithTheWayToSeeWhatIsKept() {
        hub.refusal = new NoStreamException("No single stream keeps a.>.");
        HubTail tail = new HubTail();
        tail.from = "-1m";
        Failure failure = assertThrows(Failure.class, () -> desk.people(tail, "a.>"));
        assertTrue(failure.text().startsWith("No single stream keeps a.>.\nhub:streams"), failure.text());
    }

    @Test
    void longDataIsCutToTheWindowUnlessItIsWantedWhole() {
        hub.padding = "x".repeat(300);
        desk.screen = new Screen(false, 80, 0);
        HubTail tail = new HubTail();
        tail.count = 1;
        String line = desk.people(tail).stripTrailing();
        assertEquals(80, line.length());
        assertTrue(line.endsWith("xx…"), line);
        tail.full = true;
        assertTrue(desk.people(tail).stripTrailing().endsWith("xx\"}"));
        tail.full = false;
        assertEquals(
                hub.padding,
                Values.map(Values.map(desk.programs(tail)).get("data")).get("n"));
    }

    @Test
    void aCutLeavesNoHalfCharacter() {
        assertEquals("ab", TailView.cut("ab", 2));
        assertEquals("a…", TailView.cut("abc", 2));
        assertEquals("…", TailView.cut("\ud83d\ude00bc", 2));
        assertEquals("", TailView.cut("abc", 0));
    }

    @Test
    void endsBelowNothingAreRefused() {
        HubTail tail = new HubTail();
        tail.count = -1;
        assertThrows(Failure.class, () -> desk.people(tail));
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
        private volatile Position from;
        private volatile Gap gap;
        private String padding;
        private NoStreamException refusal;
        private long lost;
        private Thread worker;

        @Override
        public Event publish(EventDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Subscription subscribe(Collection<String> wanted, SubscriptionOptions options, EventListener listener) {
            if (refusal != null) {
                throw refusal;
            }
            closed = false;
            patterns = wanted;
            from = options.from();
            if (!silent) {
                worker = new Thread(() -> {
                    for (int n = 0; n < 1000 && !closed; n++) {
                        listener.onEvent(event(n, padding));
                        if (n == 0 && gap != null) {
                            listener.onGap(gap);
                        }
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

        private static Event event(int n, String padding) {
            String value = padding == null ? String.valueOf(n) : "\"" + padding + "\"";
            byte[] data = ("{\"n\":" + value + "}").getBytes(StandardCharsets.UTF_8);
            return new Event("e" + n, "lamp.switched", "desk", Instant.EPOCH, data, null, null, null, n + 7);
        }
    }
}
