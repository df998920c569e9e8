package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.event.SubscriptionOptions.Overflow;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * Events that wait, undecoded, bounded by number and by weight, in a chain of segments: whoever takes a whole segment does that in
 * one step. Not thread-safe, but for {@link #waiting()} and for what was {@linkplain #take taken}.
 */
final class Backlog {

    /** What the events of one queue may keep alive, in bytes. */
    static final long MAX_WEIGHT = 64L << 20;

    private static final int FIRST_SEGMENT = 16;
    private static final int SEGMENT = 256;

    private static final VarHandle QUEUED;

    static {
        try {
            QUEUED = MethodHandles.lookup().findVarHandle(Backlog.class, "queued", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int capacity;
    private final boolean dropOldest;
    private Segment head;
    private Segment tail;
    private int queued;
    private long weight;
    private long lostFirst;

    Backlog(SubscriptionOptions options) {
        this.capacity = options.capacity();
        this.dropOldest = options.overflow() == Overflow.DROP_OLDEST;
    }

    int queued() {
        return queued;
    }

    /** About how many events wait; for any thread. */
    int waiting() {
        return (int) QUEUED.getOpaque(this);
    }

    boolean isEmpty() {
        return head == null || head.from == head.to && head.next == null;
    }

    /** Has no events any more, and holds no memory. */
    void clear() {
        head = null;
        tail = null;
        queued = 0;
        weight = 0;
        lostFirst = 0;
    }

    /** Adds a batch; returns how many events it cost, its own or others. */
    int put(EventBatch batch) {
        if (batch instanceof PublishedBatch published) {
            if (queued < capacity && weight + published.weight() <= MAX_WEIGHT) {
                add(published.event(), 1, published.weight());
                return 0;
            }
        }
        return dropOldest ? putAndDropOldest(new Slice(batch)) : putWhatFits(new Slice(batch));
    }

    private int putAndDropOldest(Slice slice) {
        add(slice, slice.size(), slice.weight());
        int dropped = 0;
        while (queued > capacity || weight > MAX_WEIGHT && queued > 1) {
            dropFirst();
            dropped++;
        }
        lostFirst += dropped;
        return dropped;
    }

    private int putWhatFits(Slice slice) {
        int room = Math.max(0, capacity - queued);
        if (slice.each > 0) {
            long fits = Math.max(0, MAX_WEIGHT - weight) / slice.each;
            room = (int) Math.min(room, queued == 0 ? Math.max(1, fits) : fits);
        }
        int over = Math.max(0, slice.size() - room);
        slice.to -= over;
        if (slice.size() > 0) {
            add(slice, slice.size(), slice.weight());
        }
        if (over > 0) {
            lose(over);
        }
        return over;
    }

    private void lose(int count) {
        if (!isEmpty() && tail.items[tail.to - 1] instanceof Lost lost) {
            lost.count += count;
        } else {
            add(new Lost(count), 0, 0);
        }
    }

    private void add(Object item, int events, long itsWeight) {
        Segment last = tail;
        if (last == null) {
            last = new Segment(FIRST_SEGMENT);
            head = last;
            tail = last;
        } else if (last.to == last.items.length) {
            last.next = new Segment(SEGMENT);
            last = last.next;
            tail = last;
            if (head.from == head.items.length) {
                head = last;
            }
        }
        last.items[last.to++] = item;
        last.events += events;
        last.weight += itsWeight;
        queued += events;
        weight += itsWeight;
    }

    private void dropFirst() {
        Segment first = head;
        Object item = first.items[first.from];
        if (item instanceof Slice slice && slice.size() > 1) {
            slice.from++;
            gone(first, 1, slice.each);
            return;
        }
        first.items[first.from++] = null;
        gone(first, 1, weight(item));
        leave(first);
    }

    private void gone(Segment segment, int events, long itsWeight) {
        segment.events -= events;
        segment.weight -= itsWeight;
        queued -= events;
        weight -= itsWeight;
    }

    private void leave(Segment used) {
        if (used.from == used.to && used.next != null) {
            head = used.next;
        }
    }

    private static long weight(Object item) {
        if (item instanceof Event event) {
            return PublishedBatch.weight(event);
        }
        return item instanceof Slice slice ? slice.weight() : 0;
    }

    /** Forgets, and returns, how many of the oldest were dropped since the last time: all of them before what is there now. */
    long takeLost() {
        long lost = lostFirst;
        lostFirst = 0;
        return lost;
    }

    /** Moves the oldest events to a claim, as many as come easily, at most {@code most}. There is something, as {@link #isEmpty()} said. */
    void take(int most, Claim claim) {
        Segment first = head;
        int from = first.from;
        if (first.events <= most) {
            claim.set(first.items, from, first.to, first.events);
            first.from = first.to;
            gone(first, first.events, first.weight);
            leave(first);
            return;
        }
        if (first.items[from] instanceof Slice slice && slice.size() > most) {
            claim.set(new Object[] {slice.head(most)}, 0, 1, most);
            gone(first, most, (long) slice.each * most);
            return;
        }
        int events = 0;
        long itsWeight = 0;
        while (true) {
            Object item = first.items[first.from];
            int size = item instanceof Slice slice ? slice.size() : item instanceof Lost ? 0 : 1;
            if (events + size > most) {
                break;
            }
            events += size;
            itsWeight += weight(item);
            first.from++;
        }
        claim.set(first.items, from, first.from, events);
        gone(first, events, itsWeight);
    }

    private static final class Segment {
        final Object[] items;
        int from;
        int to;
        int events;
        long weight;
        Segment next;

        Segment(int size) {
            items = new Object[size];
        }
    }

    /** Stands where events were dropped. */
    static final class Lost {
        long count;

        Lost(int count) {
            this.count = count;
        }
    }

    /** A run of events of a batch. */
    static final class Slice {
        private final EventBatch batch;
        private final int each;
        private int from;
        private int to;

        Slice(EventBatch batch) {
            this(batch, batch.weight() / batch.size(), 0, batch.size());
        }

        private Slice(EventBatch batch, int each, int from, int to) {
            this.batch = batch;
            this.each = each;
            this.from = from;
            this.to = to;
        }

        int size() {
            return to - from;
        }

        long weight() {
            return (long) each * size();
        }

        Slice head(int count) {
            Slice head = new Slice(batch, each, from, from + count);
            from += count;
            return head;
        }

        void copy(List<Event> into) {
            into.addAll(batch.events().subList(from, to));
        }
    }
}
