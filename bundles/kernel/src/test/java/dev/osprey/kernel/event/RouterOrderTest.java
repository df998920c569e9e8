package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import dev.osprey.event.EventSink;
import dev.osprey.event.JournalException;
import dev.osprey.event.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RouterOrderTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SubjectRouter router = new SubjectRouter(InstantSource.fixed(NOON));

    @Test
    void everySinkSeesAscendingNumbersHoweverManyPublish()
            throws InterruptedException, ExecutionException, TimeoutException {
        int publishers = 4;
        int each = 3_000;
        List<Hearing> sinks = List.of(new Hearing(), new Hearing());
        router.subscribe(">", sinks.get(0));
        router.subscribe("a.*", sinks.get(1));
        inParallel(publishers, p -> {
            Route route = router.route("a." + p);
            for (int i = 0; i < each; i++) {
                router.publish(route, new Numbers("a." + p, 1 + i % 2), null);
            }
        });
        int all = publishers * (each + each / 2);
        for (Hearing sink : sinks) {
            assertEquals(all, sink.numbers.size());
            for (int i = 1; i < all; i++) {
                assertEquals(sink.numbers.get(i - 1) + 1, sink.numbers.get(i));
            }
        }
        assertEquals(router.last(), sinks.get(0).numbers.get(all - 1));
    }

    @Test
    void whoJoinsBetweenTwoPublicationsMissesNothingAlthoughPublishersHoldRoutesFromBefore()
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Hearing> joined = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch started = new CountDownLatch(2);
        inParallel(3, p -> {
            if (p == 2) {
                Gate.await(started);
                for (int i = 0; i < 200; i++) {
                    Hearing sink = new Hearing();
                    router.inOrder(() -> {
                        sink.joinedAt = router.last();
                        router.subscribe("a", sink);
                    });
                    joined.add(sink);
                    router.inOrder(() -> {
                        sink.leftAt = router.last();
                        router.remove(sink);
                    });
                }
                return;
            }
            Route route = router.route("a");
            for (int i = 0; i < 20_000; i++) {
                router.publish(route, new Numbers("a", 1), null);
                started.countDown();
            }
        });
        for (Hearing sink : joined) {
            assertEquals(sink.leftAt - sink.joinedAt, sink.numbers.size());
            for (int i = 0; i < sink.numbers.size(); i++) {
                assertEquals(sink.joinedAt + 1 + i, sink.numbers.get(i));
            }
        }
    }

    @Test
    void actionInOrderMayPublishAndNestAnotherAndNothingOfOthersComesBetween()
            throws InterruptedException, ExecutionException, TimeoutException {
        Hearing sink = new Hearing();
        router.subscribe("a", sink);
        List<Long> own = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(1);
        inParallel(2, p -> {
            if (p == 1) {
                for (int i = 0; i < 20_000; i++) {
                    router.publish(router.route("b"), new Numbers("b", 1), null);
                    started.countDown();
                }
                return;
            }
            Gate.await(started);
            for (int i = 0; i < 200; i++) {
                router.inOrder(() -> {
                    long before = router.last();
                    router.publish(router.route("a"), new Numbers("a", 1), null);
                    router.inOrder(() -> router.publish(router.route("a"), new Numbers("a", 1), null));
                    own.addAll(List.of(before + 1, before + 2));
                });
            }
        });
        assertEquals(own, sink.numbers);
        assertEquals(400, own.size());
    }

    @Test
    void actionThatFailsTellsItsCallerAndHoldsNobodyUp()
            throws InterruptedException, ExecutionException, TimeoutException {
        IllegalStateException broken = new IllegalStateException("broken");
        assertSame(
                broken,
                assertThrows(
                        IllegalStateException.class,
                        () -> router.inOrder(() -> {
                            throw broken;
                        })));
        inParallel(1, p -> router.publish(router.route("a"), new Numbers("a", 1), null));
    }

    @Test
    void publisherWithAnOldRouteReachesWhoSubscribedSince() {
        Route old = router.route("a");
        Hearing sink = new Hearing();
        router.subscribe("a", sink);
        assertFalse(old.current());
        router.publish(old, new Numbers("a", 1), null);
        assertEquals(1, sink.numbers.size());
        router.remove(sink);
        router.publish(old, new Numbers("a", 1), null);
        assertEquals(1, sink.numbers.size());
    }

    @Test
    void batchMadeForSinksThatDoNotKeepItBecomesItsOwnWhenOneHasComeThatDoes() {
        Route old = router.route("a");
        Numbers before = new Numbers("a", 1);
        router.publish(old, before, null);
        assertFalse(before.own);
        router.subscribe("a", new Hearing());
        Numbers after = new Numbers("a", 1);
        router.publish(old, after, null);
        assertTrue(after.own);
    }

    @Test
    void batchThatHasBeenAnsweredForGoesOutAlthoughANewStreamCannotKeepIt() {
        Route old = router.route("kept.a");
        FakeJournal journal = new FakeJournal(10, 10);
        journal.appendFails = new IllegalStateException("no space");
        router.addJournal(journal);
        Hearing sink = new Hearing();
        router.subscribe(">", sink);
        router.publish(old, new Numbers("kept.a", 1, 0, true), null);
        assertEquals(1, sink.numbers.size());
    }

    @Test
    void numbersBeginWithTheTimeInMicrosecondsAndGoOnAboveTheJournals() {
        assertEquals(16, Long.toString(router.last()).length());
        assertEquals(1_767_268_800_000_000L, router.last());
        router.addJournal(new FakeJournal(10, 10).after(1_800_000_000_000_000L));
        Hearing sink = new Hearing();
        router.subscribe("a", sink);
        router.publish(router.route("a"), new Numbers("a", 2), null);
        assertEquals(List.of(1_800_000_000_000_001L, 1_800_000_000_000_002L), sink.numbers);
        router.addJournal(new FakeJournal(10, 10).after(5));
        assertEquals(1_800_000_000_000_002L, router.last(), "an older journal does not turn it back");
    }

    @Test
    void strictBatchThatCannotBeKeptReachesNobodyAndAnyOtherDoes() {
        FakeJournal journal = new FakeJournal(10, 10);
        router.addJournal(journal);
        Hearing sink = new Hearing();
        router.subscribe(">", sink);
        Route route = router.route("kept.a");
        assertTrue(route.durable());
        journal.appendFails = new IllegalStateException("no space");
        assertThrows(JournalException.class, () -> router.publish(route, new Numbers("kept.a", 1, 0, true), null));
        assertEquals(List.of(), sink.numbers);
        router.publish(route, new Numbers("kept.a", 1), null);
        router.publish(router.route("b"), new Numbers("b", 1, 0, true), null);
        assertEquals(2, sink.numbers.size());
        journal.appendFails = null;
        router.publish(route, new Numbers("kept.a", 1, 0, true), null);
        assertEquals(3, sink.numbers.size());
        assertEquals(router.last(), journal.last());
    }

    @Test
    void routeFollowsTheJournal() {
        Route without = router.route("kept.a");
        assertFalse(without.wanted());
        FakeJournal journal = new FakeJournal(10, 10);
        router.addJournal(journal);
        assertFalse(without.current());
        assertTrue(router.route("kept.a").wanted());
        router.publish(without, new Numbers("kept.a", 1), null);
        assertEquals(router.last(), journal.last(), "also from an old route");
        router.removeJournal(journal);
        assertFalse(router.route("kept.a").wanted());
    }

    private interface Part {
        void run(int number);
    }

    private static void inParallel(int threads, Part part)
            throws InterruptedException, ExecutionException, TimeoutException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> part.run(number)));
            }
            for (Future<?> one : running) {
                one.get(Gate.SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Without a lock: the router calls one at a time. */
    private static final class Hearing implements EventSink {
        private final List<Long> numbers = new ArrayList<>();
        private long joinedAt;
        private long leftAt;

        @Override
        public void accept(EventBatch batch) {
            for (Event event : batch.events()) {
                numbers.add(event.sequence());
            }
        }
    }
}
