package dev.osprey.watchdog.fake;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.SubjectPattern;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A hub in memory that delivers on the publisher's thread; data is kept beside the event and never written. */
public final class FakeHub implements EventHub {

    public final List<Event> published = new CopyOnWriteArrayList<>();
    public volatile boolean delivers = true;

    private final Map<String, Object> data = new ConcurrentHashMap<>();
    private final List<Listening> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicLong sequence = new AtomicLong();

    private record Listening(List<SubjectPattern> patterns, EventListener listener) {}

    @Override
    public Event publish(EventDraft draft) {
        long number = sequence.incrementAndGet();
        Event event = new Event(
                "e" + number, draft.subject(), draft.source(), Instant.EPOCH, new byte[2], null, null, null, number);
        data.put(event.id(), draft.data());
        published.add(event);
        if (delivers) {
            for (Listening one : subscriptions) {
                if (one.patterns().stream().anyMatch(pattern -> pattern.matches(event.subject()))) {
                    one.listener().onEvent(event);
                }
            }
        }
        return event;
    }

    public Map<?, ?> data(Event event) {
        return (Map<?, ?>) data.get(event.id());
    }

    /** What was published under a subject. */
    public List<Map<?, ?>> under(String subject) {
        return published.stream()
                .filter(event -> event.subject().equals(subject))
                .<Map<?, ?>>map(this::data)
                .toList();
    }

    /** Subjects of what the watchdog said of modules, in order. */
    public List<String> verdicts() {
        return published.stream()
                .filter(event -> "watchdog".equals(event.source()))
                .map(Event::subject)
                .filter(subject -> subject.startsWith("watchdog."))
                .toList();
    }

    @Override
    public Subscription subscribe(Collection<String> patterns, SubscriptionOptions options, EventListener listener) {
        Listening listening =
                new Listening(patterns.stream().map(SubjectPattern::new).toList(), listener);
        subscriptions.add(listening);
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
                subscriptions.remove(listening);
            }
        };
    }

    @Override
    public Subscription subscribeBatch(
            Collection<String> patterns, SubscriptionOptions options, EventBatchListener listener) {
        return subscribe(patterns, options, event -> listener.onEvents(List.of(event)));
    }

    @Override
    public Object read(Event event) {
        return data(event);
    }
}
