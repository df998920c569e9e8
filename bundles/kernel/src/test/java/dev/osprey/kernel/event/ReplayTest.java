package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventListener;
import dev.osprey.event.Gap;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.event.SubscriptionOptions.Overflow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final SubscriptionOptions FROM_START = SubscriptionOptions.DEFAULT.from(Position.from(0));

    private final SubjectRouter router = new SubjectRouter();
    private final EventWorkers workers = new EventWorkers();
    private final BundleEventHub hub = new BundleEventHub("dev.test", router, workers, InstantSource.system());
    private final ExecutorService publishers = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        publishers.shutdownNow();
        hub.close();
        workers.close();
    }

    @RepeatedTest(10)
    void keptAndLiveEventsJoinWithoutAHoleOrADouble()
            throws InterruptedException, ExecutionException, TimeoutException {
        int each = 4_000;
        FakeJournal journal = new FakeJournal(Integer.MAX_VALUE, 50);
        router.addJournal(journal);
        List<Future<?>> running = new ArrayList<>();
        CountDownLatch some = new CountDownLatch(2_000);
        for (int p = 0; p < 3; p++) {
            String subject = "kept." + p;
            running.add(publishers.submit(() -> {
                for (int i = 0; i < each; i++) {
                    hub.publish(subject, Map.of("n", i));
                    hub.publish("other." + subject, Map.of());
                    some.countDown();
                }
            }));
        }
        Gate.await(some);
        Told told = new Told(3 * each);
        SubscriptionOptions roomy = new SubscriptionOptions(null, 3 * each, Overflow.DROP_OLDEST, Position.from(0));
        Subscription subscription = hub.subscribeBatch(List.of("kept.*"), roomy, told);
        for (Future<?> one : running) {
            one.get(Gate.SECONDS, TimeUnit.SECONDS);
        }
        Gate.await(told.all);
        List<Long> numbers = told.numbers();
        for (int i = 1; i < numbers.size(); i++) {
            assertTrue(numbers.get(i - 1) < numbers.get(i), "ascending, so none is there twice");
        }
        assertEquals(3 * each, numbers.size());
        assertEquals(3 * each, subscription.delivered());
        assertEquals(List.of(), told.gaps);
        assertEquals(50, journal.largestPage.get(), "pages are not read ahead of their delivery");
    }

    @Test
    void subscriberIsNotSubscribedWhileMoreIsToBeRead() {
        router.addJournal(new FakeJournal(100, 1));
        publish(5);
        Gate gate = new Gate();
        Told told = new Told(5);
        hub.subscribe(List.of("kept.>"), FROM_START, event -> {
            gate.pass();
            told.onEvents(List.of(event));
        });
        gate.awaitArrival();
        assertTrue(router.idle(), "live events would have to wait for the kept ones in memory");
        gate.open();
        Gate.await(told.all);
    }

    @Test
    void replayBeginsWhereItWasAskedTo() {
        router.addJournal(new FakeJournal(100, 3));
        List<Long> numbers = publish(10);
        Told told = new Told(4);
        hub.subscribeBatch(List.of("kept.a"), SubscriptionOptions.DEFAULT.from(Position.from(numbers.get(6))), told);
        Gate.await(told.all);
        assertEquals(numbers.subList(6, 10), told.numbers());
    }

    @Test
    void whatTheStreamGaveUpIsToldInItsPlace() {
        router.addJournal(new FakeJournal(4, 2));
        List<Long> numbers = publish(10);
        Told told = new Told(4);
        hub.subscribeBatch(List.of("kept.a"), FROM_START, told);
        Gate.await(told.all);
        assertEquals(new Gap(Gap.Reason.EXPIRED, -1, 0, numbers.get(5)), told.log.get(0));
        assertEquals(numbers.subList(6, 10), told.log.subList(1, 5));
    }

    @Test
    void withoutAStreamItIsRefusedWithTheReason() {
        EventListener nothing = event -> {};
        String message = assertThrows(
                        NoStreamException.class, () -> hub.subscribe(List.of("kept.a"), FROM_START, nothing))
                .getMessage();
        assertTrue(message.contains("kept.a") && message.contains("streams"), message);
        FakeJournal journal = new FakeJournal(10, 10);
        router.addJournal(journal);
        assertThrows(NoStreamException.class, () -> hub.subscribe(List.of("lost.a"), FROM_START, nothing));
        assertThrows(InvalidSubjectException.class, () -> hub.subscribe(List.of("kept..a"), FROM_START, nothing));
        router.removeJournal(journal);
        assertThrows(NoStreamException.class, () -> hub.subscribe(List.of("kept.a"), FROM_START, nothing));
        assertTrue(router.idle());
    }

    @Test
    void readThatFailsForAMomentGoesOnWhereItWas() {
        FakeJournal journal = new FakeJournal(100, 3);
        router.addJournal(journal);
        List<Long> numbers = publish(10);
        journal.readsThatFail.set(2);
        Told told = new Told(10);
        hub.subscribeBatch(List.of("kept.a"), FROM_START, told);
        Gate.await(told.all);
        assertEquals(numbers, told.numbers());
        assertEquals(List.of(), told.gaps);
    }

    @Test
    void readThatFailsForGoodEndsInAGapAndTheLiveEvents() {
        FakeJournal journal = new FakeJournal(100, 3);
        router.addJournal(journal);
        List<Long> numbers = publish(10);
        AtomicLong reads = new AtomicLong();
        journal.beforeRead = () -> {
            if (reads.incrementAndGet() == 2) {
                journal.readsThatFail.set(Integer.MAX_VALUE);
            }
        };
        Told told = new Told(4);
        hub.subscribeBatch(List.of("kept.a"), FROM_START, told);
        Gate.await(told.gap);
        long live = hub.publish("kept.a", Map.of()).sequence();
        Gate.await(told.all);
        assertEquals(
                List.of(
                        numbers.get(0),
                        numbers.get(1),
                        numbers.get(2),
                        new Gap(Gap.Reason.EXPIRED, -1, numbers.get(2) + 1, numbers.get(9)),
                        live),
                told.log);
    }

    @Test
    void whoIsCatchingUpWhenTheStreamsAreConfiguredAnewIsToldOfAGap() {
        FakeJournal journal = new FakeJournal(100, 3);
        router.addJournal(journal);
        List<Long> numbers = publish(10);
        Gate gate = new Gate();
        Told told = new Told(4);
        hub.subscribe(List.of("kept.a"), FROM_START, new EventListener() {
            @Override
            public void onEvent(Event event) {
                gate.pass();
                told.onEvents(List.of(event));
            }

            @Override
            public void onGap(Gap gap) {
                told.onGap(gap);
            }
        });
        gate.awaitArrival();
        router.addJournal(new FakeJournal(100, 3));
        long unread = hub.publish("kept.a", Map.of()).sequence();
        gate.open();
        Gate.await(told.gap);
        long live = hub.publish("kept.a", Map.of()).sequence();
        Gate.await(told.all);
        assertEquals(
                List.of(
                        numbers.get(0),
                        numbers.get(1),
                        numbers.get(2),
                        new Gap(Gap.Reason.EXPIRED, -1, numbers.get(2) + 1, unread),
                        live),
                told.log);
    }

    @Test
    void subscriptionThatIsClosedWhileItCatchesUpLeavesNothingBehindAndItsCountIsExact() {
        router.addJournal(new FakeJournal(100, 4));
        publish(10);
        Gate gate = new Gate();
        List<Event> heard = Collections.synchronizedList(new ArrayList<>());
        Subscription subscription = hub.subscribe(List.of("kept.a"), FROM_START, event -> {
            heard.add(event);
            gate.pass();
        });
        gate.awaitArrival();
        assertEquals(List.of(1L, 0L, 3L), counts(subscription), "one page is in hand");
        subscription.close();
        assertEquals(List.of(1L, 3L, 0L), counts(subscription));
        gate.open();
        assertTrue(router.idle());
        assertFalse(heard.size() > 1);
    }

    private static List<Long> counts(Subscription subscription) {
        return List.of(subscription.delivered(), subscription.dropped(), (long) subscription.queued());
    }

    private List<Long> publish(int count) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(hub.publish("kept.a", Map.of("n", i)).sequence());
        }
        return numbers;
    }

    /** Numbers of events, and gaps, as they came. */
    private static final class Told implements EventBatchListener {
        private final List<Object> log = Collections.synchronizedList(new ArrayList<>());
        private final List<Gap> gaps = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch all;
        private final CountDownLatch gap = new CountDownLatch(1);

        Told(int events) {
            all = new CountDownLatch(events);
        }

        @Override
        public void onEvents(List<Event> events) {
            for (Event event : events) {
                log.add(event.sequence());
                all.countDown();
            }
        }

        @Override
        public void onGap(Gap told) {
            log.add(told);
            gaps.add(told);
            gap.countDown();
        }

        List<Long> numbers() {
            return log.stream().map(Long.class::cast).toList();
        }
    }
}
