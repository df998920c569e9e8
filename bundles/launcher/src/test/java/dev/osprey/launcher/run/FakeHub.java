package dev.osprey.launcher.run;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.SubjectPattern;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.launcher.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A hub in memory: one thread delivers in order, everything published is kept. */
final class FakeHub implements EventHub, AutoCloseable {

    final List<Event> published = new CopyOnWriteArrayList<>();
    private final List<Listening> subscriptions = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch held;
    private final AtomicLong sequence = new AtomicLong();
    private final ExecutorService delivery = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "fake-hub");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public Event publish(EventDraft draft) {
        byte[] data = Json.write(strings((Map<?, ?>) draft.data())).getBytes(StandardCharsets.UTF_8);
        Event event = new Event(
                UUID.randomUUID().toString(),
                draft.subject(),
                draft.source(),
                Instant.now(),
                data,
                null,
                null,
                null,
                sequence.incrementAndGet());
        published.add(event);
        delivery.execute(() -> subscriptions.forEach(subscription -> subscription.offer(event)));
        return event;
    }

    private static Map<String, ?> strings(Map<?, ?> map) {
        Map<String, Object> result = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> result.put((String) key, value));
        return result;
    }

    /** From now on what is published stays on its way. */
    void hold() {
        CountDownLatch latch = new CountDownLatch(1);
        held = latch;
        delivery.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void release() {
        held.countDown();
    }

    void publishAs(String source, String subject, Map<String, ?> data) {
        publish(EventDraft.of(subject, data).from(source));
    }

    /** Subjects published by the launcher about a module, in order. */
    List<String> launcherSubjects(String module) {
        return published.stream()
                .filter(event -> event.source().equals("launcher"))
                .filter(event -> module.equals(data(event).get("module_id")))
                .map(Event::subject)
                .toList();
    }

    Map<?, ?> data(Event event) {
        return (Map<?, ?>) read(event);
    }

    @Override
    public Subscription subscribe(Collection<String> patterns, SubscriptionOptions options, EventListener listener) {
        Listening listening =
                new Listening(patterns.stream().map(SubjectPattern::new).toList(), listener);
        subscriptions.add(listening);
        return listening;
    }

    @Override
    public Subscription subscribeBatch(
            Collection<String> patterns, SubscriptionOptions options, EventBatchListener listener) {
        return subscribe(patterns, options, event -> listener.onEvents(List.of(event)));
    }

    @Override
    public Object read(Event event) {
        return Json.object(event.data()).orElse(null);
    }

    @Override
    public void close() {
        delivery.shutdownNow();
    }

    private final class Listening implements Subscription {

        private final List<SubjectPattern> patterns;
        private final EventListener listener;

        Listening(List<SubjectPattern> patterns, EventListener listener) {
            this.patterns = patterns;
            this.listener = listener;
        }

        void offer(Event event) {
            if (patterns.stream().anyMatch(pattern -> pattern.matches(event.subject()))) {
                listener.onEvent(event);
            }
        }

        @Override
        public long delivered() {
            return 0;
        }

        @Override
        public long dropped() {
            return 0;
        }

        @Override
        public int queued() {
            return 0;
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }
}
