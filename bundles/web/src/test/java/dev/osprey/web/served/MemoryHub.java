package dev.osprey.web.served;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.EventRouter;
import dev.osprey.event.EventSink;
import dev.osprey.event.Gap;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Route;
import dev.osprey.event.Subject;
import dev.osprey.event.SubjectPattern;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A hub that delivers on the publisher's thread, and keeps the newest events. */
public final class MemoryHub implements EventHub, EventRouter {

    /** When the first event happened; each later one a second after. */
    public static final Instant START = Instant.ofEpochSecond(1_800_000_000);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Guarded by this. */
    private final List<Event> kept = new ArrayList<>();
    /** Guarded by this. */
    private final List<Member> members = new ArrayList<>();
    /** Guarded by this. */
    private long last;
    /** Guarded by this. */
    private int keep;

    /** @param keep the most events kept; 0 for a hub without streams */
    public MemoryHub(int keep) {
        this.keep = keep;
    }

    @Override
    public synchronized Event publish(EventDraft draft) {
        byte[] data =
                draft.data() instanceof byte[] ready ? ready : bytes(draft.data() == null ? Map.of() : draft.data());
        if (data.length > 1 << 20) {
            throw new IllegalArgumentException("The data is too large");
        }
        last++;
        Event event = new Event(
                "id-" + last,
                new Subject(draft.subject()).value(),
                draft.source() == null ? "test" : draft.source(),
                START.plusSeconds(last - 1),
                data,
                draft.correlationId(),
                draft.causationId(),
                draft.traceparent(),
                last);
        kept.add(event);
        forget(keep);
        List.copyOf(members).forEach(member -> member.offer(event));
        return event;
    }

    /** Keeps only so many of the newest from now on. */
    public synchronized void forget(int most) {
        keep = most;
        while (kept.size() > most) {
            kept.remove(0);
        }
    }

    private static byte[] bytes(Object data) {
        try {
            return JSON.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Subscription subscribeBatch(
            Collection<String> patterns, SubscriptionOptions options, EventBatchListener listener) {
        Member member = new Member(patterns.stream().map(SubjectPattern::new).toList(), listener);
        if (options.from() != null) {
            if (keep == 0) {
                throw new NoStreamException("No single stream keeps " + patterns);
            }
            member.replay(options.from());
        }
        if (!member.closed) {
            members.add(member);
        }
        return member;
    }

    /** How many subscriptions there are. */
    public synchronized int subscriptions() {
        return members.size();
    }

    /** Publishes, but lets every subscriber lose it as one that was too slow. */
    public synchronized void publishLost(String subject) {
        List<Member> all = List.copyOf(members);
        members.clear();
        publish(subject, Map.of());
        members.addAll(all);
        all.forEach(member -> member.listener.onGap(new Gap(Gap.Reason.OVERFLOW, 1, 1, 1)));
    }

    private final class Member implements Subscription {
        private final List<SubjectPattern> patterns;
        private final EventBatchListener listener;
        private boolean closed;

        Member(List<SubjectPattern> patterns, EventBatchListener listener) {
            this.patterns = patterns;
            this.listener = listener;
        }

        void replay(Position from) {
            long oldest = kept.isEmpty() ? last + 1 : kept.get(0).sequence();
            if (!from.last() && from.time() == null && from.sequence() < oldest) {
                listener.onGap(new Gap(Gap.Reason.EXPIRED, -1, from.sequence(), oldest - 1));
            }
            Map<String, Event> newest = new LinkedHashMap<>();
            for (Event event : kept) {
                newest.remove(event.subject());
                newest.put(event.subject(), event);
            }
            for (Event event : from.last() ? List.copyOf(newest.values()) : List.copyOf(kept)) {
                if (event.sequence() >= from.sequence()
                        && (from.time() == null || !event.time().isBefore(from.time()))) {
                    offer(event);
                }
            }
        }

        void offer(Event event) {
            if (!closed && patterns.stream().anyMatch(pattern -> pattern.matches(event.subject()))) {
                listener.onEvents(List.of(event));
            }
        }

        @Override
        public void close() {
            synchronized (MemoryHub.this) {
                closed = true;
                members.remove(this);
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
    }

    @Override
    public synchronized long last() {
        return last;
    }

    @Override
    public Subscription subscribe(Collection<String> patterns, SubscriptionOptions options, EventListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object read(Event event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Route route(String subject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish(Route route, EventBatch batch, Object origin) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void inOrder(Runnable action) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void subscribe(String pattern, EventSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unsubscribe(String pattern, EventSink sink) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(EventSink sink) {
        throw new UnsupportedOperationException();
    }
}
