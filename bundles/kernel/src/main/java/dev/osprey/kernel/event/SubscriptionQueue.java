package dev.osprey.kernel.event;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventListener;
import dev.osprey.event.EventSink;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.event.SubscriptionOptions.Overflow;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of one subscriber, emptied by one worker at a time. A worker that was busy and has got ahead of the publishers naps for a
 * tenth of a millisecond before it looks again: for a publisher, to wake one up, or to meet one at the lock for every event, costs a
 * multiple of publishing.
 */
final class SubscriptionQueue implements EventSink, Subscription {

    /** A batch listener gets no more than this at once, so that the counters stay near the truth. */
    private static final int MOST_AT_ONCE = 1024;

    /** How many events make a worker busy. */
    private static final int BUSY = 64;

    /** The queue that has room for what comes during a nap, even from publishers who do nothing else. */
    private static final int ROOM_FOR_A_NAP = 4096;

    /** The operating system doubles it. */
    private static final long NAP_NANOS = 50_000;

    private static final int NAPS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionQueue.class);

    private final String name;
    private final SubscriptionOptions options;
    private final Receiver receiver;
    private final int atOnce;
    private final EventWorkers workers;
    private final Runnable onClose;

    private final Object lock = new Object();

    // All guarded by lock.
    private final Backlog backlog;
    private int inHand;
    private long delivered;
    private long dropped;
    private long droppedInBurst;
    private boolean working;
    private boolean closed;

    /** Used by the worker only. */
    private final Claim claim = new Claim();

    private SubscriptionQueue(
            String name,
            SubscriptionOptions options,
            EventBatchListener listener,
            int atOnce,
            EventWorkers workers,
            Runnable onClose) {
        this.name = name;
        this.options = options;
        this.receiver = new Receiver(name, listener);
        this.atOnce = atOnce;
        this.workers = workers;
        this.onClose = onClose;
        this.backlog = new Backlog(options);
    }

    static SubscriptionQueue single(
            String name, SubscriptionOptions options, EventListener listener, EventWorkers workers, Runnable onClose) {
        return new SubscriptionQueue(name, options, Receiver.oneByOne(listener), 1, workers, onClose);
    }

    static SubscriptionQueue batch(
            String name, SubscriptionOptions options, EventBatchListener listener, EventWorkers workers, Runnable run) {
        return new SubscriptionQueue(name, options, listener, MOST_AT_ONCE, workers, run);
    }

    /** Delivers what was kept first. Called once, before anything else. If it throws, the queue is closed. */
    void start(CatchUp kept, Runnable join) {
        synchronized (lock) {
            working = true;
        }
        try {
            begin(() -> {
                if (catchUp(kept, join)) {
                    work();
                }
            });
        } catch (RuntimeException | Error e) { // its user gets no subscription that could be closed
            close();
            throw e;
        }
    }

    /** Puts a worker to work. If there is none to be had, the next event asks again. */
    private void begin(Runnable work) {
        boolean begun = false;
        try {
            begun = workers.run(name, work);
        } finally {
            if (!begun) {
                synchronized (lock) {
                    working = false;
                }
            }
        }
    }

    @Override
    public void accept(EventBatch batch) {
        boolean burst = false;
        boolean wake;
        synchronized (lock) {
            if (closed) {
                return;
            }
            int lost = backlog.put(batch);
            if (lost > 0) {
                burst = droppedInBurst == 0;
                dropped += lost;
                droppedInBurst += lost;
            }
            wake = !working;
            working = true;
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
            begin(this::work);
        }
    }

    private boolean catchUp(CatchUp kept, Runnable join) {
        for (CatchUp.Portion next = kept.next(join); next != null; next = kept.next(join)) {
            synchronized (lock) {
                if (closed) {
                    return false;
                }
                inHand = next.events().size();
            }
            if (next.gap() != null) {
                receiver.tell(next.gap());
            }
            int from = 0;
            while (from < next.events().size()) {
                int to = Math.min(next.events().size(), from + atOnce);
                synchronized (lock) {
                    if (closed) {
                        return false;
                    }
                    inHand -= to - from;
                    delivered += to - from;
                }
                receiver.hand(next.events().subList(from, to));
                from = to;
            }
        }
        return true;
    }

    private void work() {
        int run = 0;
        boolean lingered = false;
        while (true) {
            boolean some;
            boolean done;
            long before = 0;
            long lost = 0;
            synchronized (lock) {
                some = !closed && !backlog.isEmpty();
                done = !some && (closed || lingered || !naps(run));
                if (some) {
                    before = backlog.takeLost();
                    backlog.take(atOnce, claim);
                    delivered += claim.events();
                } else if (done) {
                    working = false;
                    backlog.clear();
                    lost = droppedInBurst;
                    droppedInBurst = 0;
                }
            }
            if (done) {
                if (lost > 0) {
                    LOG.info("The subscriber {} has caught up; {} events were lost to it", name, lost);
                }
                return;
            }
            int events = claim.events();
            if (some) {
                if (before > 0) {
                    receiver.overflow(before);
                }
                receiver.deliver(claim);
                run = Math.min(BUSY, run + events);
            }
            boolean few = !some || atOnce > 1 && events < BUSY;
            lingered = few && naps(run) && !linger();
        }
    }

    private boolean naps(int run) {
        return run >= BUSY && options.capacity() >= ROOM_FOR_A_NAP;
    }

    /** Waits for more to come, in vain if it returns false. */
    private boolean linger() {
        int naps = 0;
        do {
            LockSupport.parkNanos(NAP_NANOS);
        } while (++naps < NAPS && backlog.waiting() == 0);
        return backlog.waiting() > 0;
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
            return backlog.queued() + inHand;
        }
    }

    boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            dropped += backlog.queued() + inHand;
            inHand = 0;
            backlog.clear();
        }
        onClose.run();
    }
}
