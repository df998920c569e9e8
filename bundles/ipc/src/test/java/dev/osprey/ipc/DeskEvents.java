package dev.osprey.ipc;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.EventRouter;
import dev.osprey.event.EventSink;
import dev.osprey.event.Route;
import dev.osprey.event.SubjectPattern;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Events handed from hand to hand: each sink gets what its patterns name. */
final class DeskEvents implements EventRouter, EventHub {

    final Map<EventSink, Set<String>> sinks = new ConcurrentHashMap<>();
    private volatile EventListener toolEvents;

    private record One(Event event, int weight) implements EventBatch {

        @Override
        public int size() {
            return 1;
        }

        @Override
        public List<Event> events() {
            return List.of(event);
        }

        @Override
        public void number(long first) {
            throw new UnsupportedOperationException("number");
        }

        @Override
        public void texts(TextVisitor visitor) {
            throw new UnsupportedOperationException("texts");
        }

        @Override
        public EventBatch only(int index) {
            return this;
        }
    }

    void tell(String subject, String data) {
        Event event = new Event(
                "id-1",
                subject,
                "somebody",
                Instant.parse("2026-01-02T03:04:05Z"),
                data.getBytes(StandardCharsets.UTF_8),
                null,
                "cause",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                1);
        sinks.forEach((sink, patterns) -> {
            if (patterns.stream().anyMatch(pattern -> new SubjectPattern(pattern).matches(subject))) {
                sink.accept(new One(event, data.length()));
            }
        });
    }

    /** A tool has come or gone. */
    void toolsChanged() {
        toolEvents.onEvent(null);
    }

    @Override
    public void subscribe(String pattern, EventSink sink) {
        sinks.computeIfAbsent(sink, each -> ConcurrentHashMap.newKeySet()).add(new SubjectPattern(pattern).value());
    }

    @Override
    public void unsubscribe(String pattern, EventSink sink) {
        sinks.getOrDefault(sink, Set.of()).remove(pattern);
    }

    @Override
    public void remove(EventSink sink) {
        sinks.remove(sink);
    }

    @Override
    public Subscription subscribe(Collection<String> patterns, SubscriptionOptions options, EventListener listener) {
        toolEvents = listener;
        return new Subscription() {
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
                toolEvents = null;
            }
        };
    }

    @Override
    public Object read(Event event) {
        return Map.of("json", new String(event.data(), StandardCharsets.UTF_8));
    }

    @Override
    public Route route(String subject) {
        throw new UnsupportedOperationException("route");
    }

    @Override
    public long last() {
        return 0;
    }

    @Override
    public void publish(Route route, EventBatch batch, Object origin) {
        throw new UnsupportedOperationException("publish");
    }

    @Override
    public void inOrder(Runnable action) {
        action.run();
    }

    @Override
    public Event publish(EventDraft draft) {
        throw new UnsupportedOperationException("publish");
    }

    @Override
    public Subscription subscribeBatch(
            Collection<String> patterns, SubscriptionOptions options, EventBatchListener listener) {
        throw new UnsupportedOperationException("subscribeBatch");
    }
}
