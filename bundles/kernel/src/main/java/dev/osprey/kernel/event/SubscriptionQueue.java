package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventListener;
import dev.osprey.event.EventSink;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.event.SubscriptionOptions.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one subscriber: bounded by number and by weight, emptied by one worker at a time. Batches wait undecoded; the
 * worker decodes what is left of them.
 */
final class SubscriptionQueue implements EventSink, Subscription {

    /** What the events of one queue may keep alive, in bytes. */
    static final long MAX_WEIGHT = 64L << 20;

    /** A batch listener gets no more than this at once, so that the counters stay near the truth. */
    private static final int MOST_AT_ONCE = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionQueue.class);

    private final String name;
    private final SubscriptionOptions options;
    private final EventBatchListener listener;
    private final int atOnce;
    private final EventWorkers workers;
    private final Runnable onClose;

    private final Object lock = new Object();

    // All guarded by lock.
    private final Deque<Slice> slices = new ArrayDeque<>();
    private int queued;
    private long weight;
    private long delivered;
    private long dropped;
    private long droppedInBurst;
    private boolean working;
    private boolean closed;

    private SubscriptionQueue(
            String name,
            SubscriptionOptions options,
            EventBatchListener listener,
            int atOnce,
            EventWorkers workers,
            Runnable onClose) {
        this.name = name;
        this.options = options;
        this.listener = listener;
        this.atOnce = atOnce;
        this.workers = workers;
        this.onClose = onClose;
    }

    static SubscriptionQueue single(
            String name, SubscriptionOptions options, EventListener listener, EventWorkers workers, Runnable onClose) {
        return new SubscriptionQueue(name, options, one -> listener.onEvent(one.get(0)), 1, workers, onClose);
    }

    static SubscriptionQueue batch(
            String name, SubscriptionOptions options, EventBatchListener listener, EventWorkers workers, Runnable run) {
        return new SubscriptionQueue(name, options, listener, MOST_AT_ONCE, workers, run);
    }

    @Override
    public void accept(EventBatch batch) {
        boolean burst;
        boolean wake;
        synchronized (lock) {
            if (closed) {
                return;
            }
            long before = droppedInBurst;
            put(new Slice(batch));
            burst = before == 0 && droppedInBurst > 0;
            wake = !working && queued > 0;
            working |= wake;
        }
        if (burst) {
            LOG.warn(
                    "The subscriber {} is too slow: its queue of {} events is full, {} go. Make it faster, or"
                            + " give it a larger queue or fewer patterns",
                    name,
                    options.capacity(),
                    options.overflow() == Overflow.DROP_OLDEST ? "the oldest" : "the newest");
        }
        if (wake) {
            workers.run(name, this::work);
        }
    }

    private void put(Slice slice) {
        if (options.overflow() == Overflow.DROP_OLDEST) {
            add(slice);
            while (queued > options.capacity() || weight > MAX_WEIGHT && queued > 1) {
                takeFrom(slices.peekFirst(), 1);
                lose(1);
            }
            return;
        }
        int room = Math.max(0, options.capacity() - queued);
        if (slice.each > 0) {
            long fits = Math.max(0, MAX_WEIGHT - weight) / slice.each;
            room = (int) Math.min(room, queued == 0 ? Math.max(1, fits) : fits);
        }
        int over = Math.max(0, slice.size() - room);
        slice.to -= over;
        lose(over);
        if (slice.size() > 0) {
            add(slice);
        }
    }

    private void add(Slice slice) {
        slices.addLast(slice);
        queued += slice.size();
        weight += (long) slice.each * slice.size();
    }

    private void lose(int events) {
        dropped += events;
        droppedInBurst += events;
    }

    /** Takes events away from the first slice. */
    private Slice takeFrom(Slice first, int count) {
        Slice part = first.head(count);
        if (first.size() == 0) {
            slices.removeFirst();
        }
        queued -= count;
        weight -= (long) part.each * count;
        return part;
    }

    private void work() {
        while (true) {
            List<Slice> next;
            long lost = 0;
            synchronized (lock) {
                if (queued == 0 || closed) {
                    working = false;
                    lost = droppedInBurst;
                    droppedInBurst = 0;
                    next = null;
                } else {
                    next = take();
                }
            }
            if (next == null) {
                if (lost > 0) {
                    LOG.info("The subscriber {} has caught up; {} events were lost to it", name, lost);
                }
                return;
            }
            deliver(next);
        }
    }

    private List<Slice> take() {
        List<Slice> taken = new ArrayList<>();
        int count = 0;
        while (count < atOnce && queued > 0) {
            Slice first = slices.peekFirst();
            Slice part = takeFrom(first, Math.min(atOnce - count, first.size()));
            count += part.size();
            taken.add(part);
        }
        delivered += count;
        return taken;
    }

    /** The boundary to foreign code: whatever a listener throws, linkage errors of a bundle that has gone included, ends this call only. */
    private void deliver(List<Slice> slices) {
        try {
            List<Event> events = new ArrayList<>();
            for (Slice slice : slices) {
                events.addAll(slice.batch.events().subList(slice.from, slice.to));
            }
            listener.onEvents(events);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            LOG.warn("The subscriber {} failed on an event; it gets the next", name, e);
        }
    }

    @Override
    public long delivered() {
        synchronized (lock) {
            return delivered;
        }
    }

    @Override
    public long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    @Override
    public int queued() {
        synchronized (lock) {
            return queued;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            dropped += queued;
            queued = 0;
            weight = 0;
            slices.clear();
        }
        onClose.run();
    }

    /** A run of events of a batch. */
    private static final class Slice {
        final EventBatch batch;
        final int each;
        int from;
        int to;

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

        Slice head(int count) {
            Slice head = new Slice(batch, each, from, from + count);
            from += count;
            return head;
        }
    }
}
