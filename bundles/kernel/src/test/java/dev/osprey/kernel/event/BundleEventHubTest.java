package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.event.SubscriptionOptions.Overflow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BundleEventHubTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SubjectRouter router = new SubjectRouter();
    private final EventWorkers workers = new EventWorkers();
    private final BundleEventHub hub = new BundleEventHub("dev.test", router, workers, InstantSource.fixed(NOON));

    @AfterEach
    void stop() {
        hub.close();
        workers.close();
    }

    @Test
    void publishedEventBearsTheBundleTheTimeAndAGrowingSequence() throws InterruptedException {
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        hub.subscribe("a.*", heard::add);
        Event first = hub.publish("a.b", Map.of("n", 1));
        Event second = hub.publish(new EventDraft("a.c", "other", List.of(1, "x"), "corr", "cause", "trace"));
        assertEquals(first, heard.poll(Gate.SECONDS, TimeUnit.SECONDS));
        assertEquals(second, heard.poll(Gate.SECONDS, TimeUnit.SECONDS));
        assertEquals("dev.test", first.source());
        assertEquals("other", second.source());
        assertEquals(NOON, first.time());
        assertEquals("{\"n\":1}", new String(first.data(), StandardCharsets.UTF_8));
        assertEquals(List.of(1, "x"), hub.read(second));
        assertTrue(second.sequence() > first.sequence());
    }

    @Test
    void noDataIsAnEmptyObjectAndReadyBytesAreTakenAsTheyAre() {
        byte[] ready = "{\"a\" : 1}".getBytes(StandardCharsets.UTF_8);
        assertEquals("{}", new String(hub.publish(EventDraft.of("a", null)).data(), StandardCharsets.UTF_8));
        assertEquals(
                ready,
                hub.publish(new EventDraft("a", null, ready, null, null, null)).data());
    }

    @Test
    void anEventsIdIsAUuidThatNoOtherEventHas() {
        EventDraft draft = EventDraft.of("a", null);
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(UUID.fromString(hub.publish(draft).id()));
            ids.add(UUID.fromString(new Publisher(new SubjectRouter(), InstantSource.system())
                    .publish(draft, "x")
                    .id()));
        }
        assertEquals(2_000, ids.size());
        ids.forEach(id -> assertEquals(List.of(4, 2), List.of(id.version(), id.variant())));
    }

    @Test
    void dataThatIsNotJsonIsRefusedWithThePlace() {
        assertRefused(Map.of("a", Map.of("b", Double.NaN)), "data.a.b");
        assertRefused(Map.of("a", new Object()), "data.a");
        assertRefused(Map.of("a", List.of(1, Map.of("b", Double.NaN))), "data.a[].b");
        assertRefused(Map.of(1, "x"), "key 1 of data;");
        assertRefused(Map.of("a", Map.of(1, "x")), "key 1 of data.a;");
        assertRefused("{\"a\":".getBytes(StandardCharsets.UTF_8), "not JSON");
        assertRefused("1 2".getBytes(StandardCharsets.UTF_8), "not one JSON value");
        assertRefused("x".repeat(EventJson.MAX_BYTES), "at most");
        Object deep = 1;
        for (int i = 0; i < DataWriter.MAX_DEPTH; i++) {
            deep = List.of(deep);
        }
        hub.read(hub.publish(new EventDraft("a", null, deep, null, null, null)));
        assertRefused(List.of(deep), "deeper");
    }

    private void assertRefused(Object data, String why) {
        EventDraft draft = new EventDraft("a", null, data, null, null, null);
        String message = assertThrows(IllegalArgumentException.class, () -> hub.publish(draft))
                .getMessage();
        assertTrue(message.contains(why), message);
    }

    @Test
    void stuckListenersDelayNobody() {
        int stuck = 50;
        Gate gate = new Gate();
        for (int i = 0; i < stuck; i++) {
            hub.subscribe("a", event -> gate.pass());
        }
        CountDownLatch heard = new CountDownLatch(100);
        hub.subscribe("a", event -> heard.countDown());
        for (int i = 0; i < 100; i++) {
            hub.publish("a", Map.of());
        }
        Gate.await(heard);
        gate.open();
    }

    @Test
    void fullQueueDropsTheOldestAndCountsExactly() {
        List<Object> heard = overflow(Overflow.DROP_OLDEST);
        assertEquals(List.of(0, 7, 8, 9), heard);
    }

    @Test
    void fullQueueDropsTheNewestAndCountsExactly() {
        List<Object> heard = overflow(Overflow.DROP_NEWEST);
        assertEquals(List.of(0, 1, 2, 3), heard);
    }

    private List<Object> overflow(Overflow overflow) {
        Gate gate = new Gate();
        List<Object> heard = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch four = new CountDownLatch(4);
        Subscription subscription = hub.subscribe(List.of("a"), new SubscriptionOptions("slow", 3, overflow), event -> {
            gate.pass();
            heard.add(hub.read(event));
            four.countDown();
        });
        hub.publish(new EventDraft("a", null, 0, null, null, null));
        gate.awaitArrival();
        for (int i = 1; i < 10; i++) {
            hub.publish(new EventDraft("a", null, i, null, null, null));
        }
        assertEquals(1, subscription.delivered());
        assertEquals(6, subscription.dropped());
        assertEquals(3, subscription.queued());
        gate.open();
        Gate.await(four);
        assertEquals(4, subscription.delivered());
        assertEquals(0, subscription.queued());
        return heard;
    }

    @Test
    void queueIsBoundedByWeightToo() {
        Gate gate = new Gate();
        Subscription subscription = hub.subscribe("a", event -> gate.pass());
        hub.publish("a", Map.of());
        gate.awaitArrival();
        byte[] megabyte = ("\"" + "x".repeat(EventJson.MAX_BYTES - 2) + "\"").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 100; i++) {
            hub.publish(new EventDraft("a", null, megabyte, null, null, null));
        }
        assertEquals(63, subscription.queued(), "64 MiB, less what the records weigh");
        assertEquals(37, subscription.dropped());
        gate.open();
    }

    @Test
    void batchListenerGetsAllInOrder() {
        int count = 20_000;
        List<Object> heard = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(count);
        hub.subscribeBatch(
                List.of("a.>"),
                new SubscriptionOptions(null, count, Overflow.DROP_OLDEST),
                events -> events.forEach(event -> {
                    heard.add(hub.read(event));
                    done.countDown();
                }));
        for (int i = 0; i < count; i++) {
            hub.publish(new EventDraft("a." + i % 7, null, i, null, null, null));
        }
        Gate.await(done);
        for (int i = 0; i < count; i++) {
            assertEquals(i, heard.get(i));
        }
    }

    @Test
    void listenerThatThrowsGetsTheNextEvent() {
        CountDownLatch two = new CountDownLatch(2);
        hub.subscribe("a", event -> {
            two.countDown();
            throw new IllegalStateException("broken");
        });
        hub.publish("a", Map.of());
        hub.publish("a", Map.of());
        Gate.await(two);
    }

    @Test
    void closedSubscriptionAndClosedHubLeaveNothingBehind() {
        Subscription one = hub.subscribe("a", event -> {});
        one.close();
        one.close();
        assertTrue(router.idle());
        hub.subscribe("b", event -> {});
        hub.close();
        assertTrue(router.idle());
        assertThrows(IllegalStateException.class, () -> hub.subscribe("c", event -> {}));
        assertTrue(router.idle());
    }

    @Test
    void subscriptionWithAnInvalidPatternLeavesNothingBehind() {
        assertThrows(
                InvalidSubjectException.class,
                () -> hub.subscribe(List.of("a", "b..c"), SubscriptionOptions.DEFAULT, event -> {}));
        assertTrue(router.idle());
    }

    @Test
    void workerBearsTheNameOfTheSubscriber() throws InterruptedException {
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        hub.subscribe(
                List.of("a"),
                new SubscriptionOptions("mirror", 1, Overflow.DROP_OLDEST),
                event -> names.add(Thread.currentThread().getName()));
        hub.publish("a", Map.of());
        assertEquals("osprey-event-mirror", names.poll(Gate.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void queueForWhichThereWasNoThreadGoesOnWithTheNextEvent() throws InterruptedException {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        AtomicInteger asked = new AtomicInteger();
        try (EventWorkers scarce = new EventWorkers(work -> thread(work, asked.incrementAndGet() > 1));
                BundleEventHub user = new BundleEventHub("dev.test", router, scarce, InstantSource.fixed(NOON))) {
            Subscription subscription = user.subscribe("a", event -> heard.add(user.read(event)));
            user.publish(new EventDraft("a", null, 1, null, null, null));
            assertEquals(1, subscription.queued());
            user.publish(new EventDraft("a", null, 2, null, null, null));
            assertEquals(1, heard.poll(Gate.SECONDS, TimeUnit.SECONDS));
            assertEquals(2, heard.poll(Gate.SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void subscriptionThatCannotBeginWithWhatWasKeptForWantOfAThreadLeavesNothingBehind() {
        AtomicBoolean ended = new AtomicBoolean();
        try (EventWorkers none = new EventWorkers(work -> thread(work, false))) {
            SubscriptionQueue queue = SubscriptionQueue.single(
                    "test", SubscriptionOptions.DEFAULT, event -> {}, none, () -> ended.set(true));
            assertThrows(OutOfMemoryError.class, () -> queue.start(null, () -> {}));
            assertTrue(queue.isClosed());
            assertTrue(ended.get());
        }
    }

    private static Thread thread(Runnable work, boolean available) {
        if (!available) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return new Thread(work, "test-worker");
    }
}
