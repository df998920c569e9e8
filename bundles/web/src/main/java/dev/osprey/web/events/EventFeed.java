package dev.osprey.web.events;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventHub;
import dev.osprey.event.Gap;
import dev.osprey.event.Position;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.event.SubscriptionOptions.Overflow;
import dev.osprey.web.sse.Sse;
import dev.osprey.web.sse.SseSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The events that one client follows, in a bounded queue. When that is full the subscription is given up, and once the client has
 * read half of it another one goes on behind the last event that was queued: what a slow client has not read waits in the streams of
 * the hub, and no thread waits for it. Thread-safe.
 */
final class EventFeed implements SseSource {

    /** What may wait for one client, in bytes; an event that is larger may wait alone. */
    static final int ROOM = 256 << 10;

    private static final int CAPACITY = 10_000;

    private final EventHub hub;
    private final String name;
    private final FeedStart start;

    private final Object lock = new Object();
    // All guarded by lock.
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private int waiting;
    private Part part;
    private boolean paused;
    private boolean closed;
    /** The number of the last event that was queued, or of the one before the first; -1 if not known. */
    private long reached;

    private volatile Runnable wake = () -> {};

    /**
     * @param name of the subscriber, for logs
     * @param last the hub's last number, which is where a client stands that begins now
     */
    EventFeed(EventHub hub, String name, FeedStart start, long last) {
        this.hub = hub;
        this.name = name;
        this.start = start;
        this.reached = start.from() == null ? last : before(start.from());
    }

    private static long before(Position from) {
        return from.last() || from.time() != null ? -1 : from.sequence() - 1;
    }

    List<String> patterns() {
        return start.patterns();
    }

    /**
     * Begins to collect.
     *
     * @throws dev.osprey.event.NoStreamException if it begins in the past, and no single stream keeps all that it follows
     */
    void begin() {
        long from = reached;
        if (from >= 0) {
            // a client that loses the connection before the first event comes back with this
            put(Sse.ascii("id: " + from + "\n\n"));
        }
        subscribe(start.from());
    }

    /** Has somebody woken when there is something. What is there already wakes nobody. */
    void onReady(Runnable action) {
        wake = action;
    }

    private void subscribe(Position from) {
        Part next = new Part();
        synchronized (lock) {
            if (closed) {
                return;
            }
            part = next;
        }
        SubscriptionOptions options = new SubscriptionOptions(name, CAPACITY, Overflow.DROP_OLDEST, from);
        next.runs(hub.subscribeBatch(start.patterns(), options, next));
    }

    @Override
    public byte[] next() {
        byte[] next;
        Position resume = null;
        synchronized (lock) {
            next = queue.poll();
            waiting -= next == null ? 0 : next.length;
            if (paused && waiting <= ROOM / 2) {
                paused = false;
                resume = reached < 0 ? start.from() : Position.from(reached + 1);
            }
        }
        if (resume != null) {
            subscribe(resume);
        }
        return next;
    }

    private boolean put(byte[] frame) {
        synchronized (lock) {
            boolean fits = queue.isEmpty() || waiting + frame.length <= ROOM;
            if (fits) {
                queue.add(frame);
                waiting += frame.length;
            }
            return fits;
        }
    }

    @Override
    public void close() {
        Part last;
        synchronized (lock) {
            closed = true;
            last = part;
            part = null;
            queue.clear();
        }
        if (last != null) {
            last.leave();
        }
    }

    /** One subscription: a slow client has several, one after the other. */
    private final class Part implements EventBatchListener {

        /** Guarded by lock. Null while it is being made. */
        private Subscription subscription;

        /** It was made; while that went on, it may have been given up. */
        void runs(Subscription made) {
            boolean left;
            synchronized (lock) {
                subscription = made;
                left = part != this;
            }
            if (left) {
                made.close();
            }
        }

        void leave() {
            Subscription made;
            synchronized (lock) {
                made = subscription;
            }
            if (made != null) {
                made.close();
            }
        }

        @Override
        public void onEvents(List<Event> events) {
            for (Event event : events) {
                if (!take(EventFrames.of(event), event.sequence())) {
                    return;
                }
            }
            wake.run();
        }

        @Override
        public void onGap(Gap gap) {
            if (gap.reason() == Gap.Reason.OVERFLOW) {
                // this subscription lost them, the streams did not
                pause();
            } else if (take(EventFrames.of(gap), Math.max(0, gap.last()))) {
                wake.run();
            }
        }

        /** @return whether there was room; if not, this has ended */
        private boolean take(byte[] frame, long sequence) {
            synchronized (lock) {
                if (part != this) {
                    return false;
                }
                if (put(frame)) {
                    reached = Math.max(reached, sequence);
                    return true;
                }
            }
            pause();
            return false;
        }

        private void pause() {
            synchronized (lock) {
                if (part != this) {
                    return;
                }
                part = null;
                paused = true;
            }
            leave();
            wake.run();
        }
    }
}
