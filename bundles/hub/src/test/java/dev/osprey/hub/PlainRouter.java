package dev.osprey.hub;

import dev.osprey.event.EventBatch;
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
import java.util.concurrent.atomic.AtomicLong;

/** A router without an index. */
final class PlainRouter implements EventRouter {

    private final AtomicLong sequence = new AtomicLong();
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
    public long nextSequence() {
        return sequence.incrementAndGet();
    }

    @Override
    public void publish(Route route, EventBatch batch, EventSink origin) {
        for (EventSink sink : ((PlainRoute) route).sinks) {
            if (sink != origin) {
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
    }
}
