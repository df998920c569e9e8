package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventSink;
import dev.osprey.event.SubjectPattern;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One subscription of one connection. Publishers give it events in the router's order; it hands them to the socket at once, or
 * keeps them until the socket takes more, and acts by its policy when too many wait. At any time
 * {@code accepted = written + dropped + discarded + queued}. This class is threadsafe.
 */
final class Feed implements EventSink {

    /**
     * How far a queue may get over its bounds while its event loop is busy, and with {@link Policy#BLOCK} by what publishers have
     * sent until they are stopped.
     */
    private static final int SLACK_BYTES = 16 << 20;

    private static final int SLACK_EVENTS = 100_000;

    /** Patterns that the view names. */
    private static final int SHOWN = 20;

    private final Terms terms;
    private final Peer peer;
    private final Outlet outlet;
    private final Dialect dialect;
    private final HubStats stats;
    private final Brakes brakes;
    private final Slowness slowness;

    // Guarded by this.
    private final Losses losses = new Losses();
    private Backlog backlog = new Fifo();
    private boolean blocking;
    private boolean closed;
    /** Runs when nothing waits any more; null if nobody wants to know. */
    private Runnable hungry;

    private final Tally tally = new Tally();
    private final Tally client;
    private final Patterns patterns = new Patterns();

    Feed(Terms terms, Peer peer, Outlet outlet, Dialect dialect, Hub hub) {
        this.terms = terms;
        this.peer = peer;
        this.outlet = outlet;
        this.dialect = dialect;
        this.stats = hub.stats();
        this.brakes = hub.brakes();
        this.slowness = hub.slowness();
        this.client = peer.tally();
    }

    Terms terms() {
        return terms;
    }

    @Override
    public boolean keepsBatches() {
        return false;
    }

    @Override
    public String group() {
        return terms.group();
    }

    @Override
    public Object owner() {
        return peer;
    }

    @Override
    public synchronized boolean ready() {
        return !closed && backlog.isEmpty();
    }

    @Override
    public void accept(EventBatch batch) {
        take(batch, true);
    }

    /** Takes a page of kept events: whoever reads them waits until there is room, so bounds do not count. */
    void replay(EventBatch page) {
        if (terms.policy() == Policy.LATEST) { // a page is of many subjects, a parcel of one
            for (int i = 0; i < page.size(); i++) {
                take(page.only(i), false);
            }
        } else {
            take(page, false);
        }
    }

    /** Takes retained events, which come before the live ones; they go out behind the answer to the subscription. */
    void retained(List<EventBatch> events) {
        synchronized (this) {
            for (EventBatch event : events) {
                if (closed) {
                    return;
                }
                long place = tally.accept(1) + 1;
                client.accept(1);
                backlog.add(new Parcel(
                        dialect.frames(event), terms.policy() == Policy.LATEST ? subject(event) : null, 1, place));
            }
        }
        outlet.wake();
    }

    private void take(EventBatch batch, boolean bounded) {
        boolean tooSlow = false;
        synchronized (this) {
            if (closed) {
                return;
            }
            long place = tally.accept(batch.size()) + 1;
            client.accept(batch.size());
            ByteBuf frames = dialect.frames(batch);
            if (backlog.isEmpty() && losses.count() == 0 && outlet.direct()) {
                outlet.write(this, frames, batch.size(), 0);
            } else {
                backlog.add(new Parcel(
                        frames, terms.policy() == Policy.LATEST ? subject(batch) : null, batch.size(), place));
                tooSlow = bounded && full() && overflow();
            }
        }
        if (tooSlow) {
            peer.tooSlow(this);
        }
        outlet.wake();
    }

    /** The patterns that it was subscribed to. */
    Patterns patterns() {
        return patterns;
    }

    /** Whether it listens to a subject. */
    boolean hears(String subject) {
        return patterns.list().stream().anyMatch(pattern -> new SubjectPattern(pattern).matches(subject));
    }

    /** Puts a word of the hub's in its place among the events. */
    void say(byte[] frame) {
        synchronized (this) {
            if (closed) {
                return;
            }
            backlog.add(Parcel.word(Unpooled.wrappedBuffer(frame), 0));
        }
        outlet.wake();
    }

    /**
     * Whether the policy applies: more waits than may, and the client does not take it. A burst that its event loop has not come to
     * yet is not the client's fault, up to the slack.
     */
    private boolean full() {
        boolean over = backlog.events() > terms.maxEvents() || backlog.bytes() > terms.maxBytes();
        return over && !outlet.isWritable() || farOver() || outlet.tight();
    }

    private boolean farOver() {
        return backlog.events() - SLACK_EVENTS > terms.maxEvents() || backlog.bytes() - SLACK_BYTES > terms.maxBytes();
    }

    /** @return whether the client is to be cut off */
    private boolean overflow() {
        switch (terms.policy()) {
            case DROP_OLDEST -> shrink();
            case LATEST -> {
                if (backlog instanceof Fifo before) {
                    backlog = new Newest(losses::add);
                    for (Parcel next = before.poll(); next != null; next = before.poll()) {
                        backlog.add(next);
                    }
                }
                shrink();
            }
            case BLOCK -> {
                if (!blocking) {
                    blocking = true;
                    brakes.engage(this);
                }
                return farOver();
            }
            default -> {
                return true;
            }
        }
        return false;
    }

    private void shrink() {
        if (losses.count() == 0) {
            slowness.tell(peer.name(), peer.id(), this);
        }
        for (long place = 1; place > 0 && full(); ) {
            place = backlog.dropOldest();
            if (place > 0) {
                losses.add(place);
            }
        }
    }

    /**
     * Hands the oldest that waits to the socket. On the event loop.
     *
     * @return false if nothing waits
     */
    boolean drainOne() {
        Runnable fed = null;
        boolean found = true;
        synchronized (this) {
            if (closed) {
                return false;
            }
            if (losses.count() > 0) {
                long count = losses.count();
                outlet.write(this, Unpooled.wrappedBuffer(losses.tell(terms.name())), 0, count);
            }
            Parcel next = backlog.poll();
            if (next == null) {
                found = false;
                fed = hungry;
                if (backlog instanceof Newest) {
                    backlog = new Fifo();
                }
            } else {
                outlet.write(this, next.frames, next.events, next.told);
            }
            if (blocking && backlog.events() <= terms.maxEvents() / 2 && backlog.bytes() <= terms.maxBytes() / 2) {
                blocking = false;
                brakes.release(this);
            }
        }
        if (fed != null) {
            fed.run();
        }
        return found;
    }

    /** What happens when all has been handed to the socket, each time; null for nothing. */
    synchronized void onHungry(Runnable action) {
        hungry = action;
    }

    /** Whether it has more than it may, whatever its policy makes of it. */
    synchronized boolean isFull() {
        return full();
    }

    synchronized boolean waits() {
        return !backlog.isEmpty() || losses.count() > 0;
    }

    /** Whether nothing waits. */
    synchronized boolean isEmpty() {
        return backlog.isEmpty();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** The socket has taken, or lost, what it was handed. On the event loop. */
    void settle(int events, long told, boolean sent) {
        if (!sent) {
            discard(events + told);
            return;
        }
        if (events > 0) {
            tally.write(events);
            client.write(events);
            stats.delivered.add(events);
        }
        if (told > 0) {
            tally.drop(told);
            client.drop(told);
            stats.dropped.add(told);
        }
    }

    private void discard(long events) {
        tally.discard(events);
        client.discard(events);
        stats.discarded.add(events);
    }

    /** Takes no more; what waits is discarded. On the event loop. */
    void close() {
        long left;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            hungry = null;
            left = losses.forget() + backlog.events();
            for (Parcel next = backlog.poll(); next != null; next = backlog.poll()) {
                next.frames.release();
            }
            if (blocking) {
                blocking = false;
                brakes.release(this);
            }
        }
        discard(left);
    }

    /** What it was to get cannot be had: the client is told by the end of its connection, and may begin again. From any thread. */
    void fail() {
        peer.run(() -> peer.close(1011, "the replay failed; connect again, with from where it ended"));
    }

    /** The client has unsubscribed. On the event loop. */
    void end() {
        outlet.remove(this);
        close();
    }

    /** The subject of which most waits, and how many events; for the log. */
    synchronized Map.Entry<String, Integer> hottest() {
        Map<String, Integer> counts = new HashMap<>();
        backlog.forEach(parcel -> FrameSubjects.count(parcel, counts));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(Map.entry("", 0));
    }

    private static String subject(EventBatch batch) {
        if (batch instanceof FrameBatch ours) {
            return ours.subject();
        }
        return batch.events().get(0).subject();
    }

    Tally tally() {
        return tally;
    }

    /** Events that wait here; those that the socket has been handed are not among them. */
    synchronized int queued() {
        return backlog.events();
    }

    synchronized long queuedBytes() {
        return backlog.bytes();
    }

    /** What others may know of it. */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", terms.shown());
        view.put("policy", terms.policy().key());
        if (terms.group() != null) {
            view.put("group", terms.group());
        }
        view.put("patterns", patterns.list().stream().sorted().limit(SHOWN).toList());
        tally.view(view);
        view.put("queued_bytes", queuedBytes());
        return view;
    }
}
