package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventJournal;
import dev.osprey.event.EventRouter;
import dev.osprey.event.EventSink;
import dev.osprey.event.Route;
import dev.osprey.event.Subject;
import dev.osprey.event.SubjectPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A router without an index. */
final class PlainRouter implements EventRouter {

    private long sequence = 1_000_000_000_000_000L;
    EventJournal.Appender journal;
    private final Map<EventSink, Set<SubjectPattern>> patterns = new LinkedHashMap<>();
    private volatile Object state = new Object();

    @Override
    public synchronized Route route(String subject) {
        new Subject(subject);
        List<EventSink> sinks = new ArrayList<>();
        patterns.forEach((sink, held) -> {
            if (held.stream().anyMatch(pattern -> pattern.matches(subject))) {
                sinks.add(sink);
            }
        });
        return new PlainRoute(this, subject, sinks, state);
    }

    @Override
    public synchronized long last() {
        return sequence;
    }

    @Override
    public synchronized void inOrder(Runnable action) {
        action.run();
    }

    @Override
    public synchronized void publish(Route asked, EventBatch batch, Object origin) {
        PlainRoute route = (PlainRoute) route(asked.subject());
        batch.number(sequence + 1);
        sequence += batch.size();
        if (journal != null) {
            journal.append(batch);
        }
        for (EventSink sink : route.sinks) {
            if (sink.owner() != origin) {
                sink.accept(batch);
            }
        }
    }

    @Override
    public synchronized void subscribe(String pattern, EventSink sink) {
        patterns.computeIfAbsent(sink, s -> new LinkedHashSet<>()).add(new SubjectPattern(pattern));
        state = new Object();
    }

    @Override
    public synchronized void unsubscribe(String pattern, EventSink sink) {
        patterns.getOrDefault(sink, new LinkedHashSet<>()).remove(new SubjectPattern(pattern));
        state = new Object();
    }

    @Override
    public synchronized void remove(EventSink sink) {
        patterns.remove(sink);
        state = new Object();
    }

    synchronized int sinks() {
        return patterns.size();
    }

    private record PlainRoute(PlainRouter router, String subject, List<EventSink> sinks, Object state)
            implements Route {
        @Override
        public boolean current() {
            return router.state == state;
        }

        @Override
        public int size() {
            return sinks.size();
        }

        @Override
        public boolean wanted() {
            return !sinks.isEmpty() || router.journal != null;
        }

        @Override
        public boolean keepsBatches() {
            return sinks.stream().anyMatch(EventSink::keepsBatches);
        }

        @Override
        public boolean durable() {
            return router.journal != null && router.journal.durable();
        }
    }
}
