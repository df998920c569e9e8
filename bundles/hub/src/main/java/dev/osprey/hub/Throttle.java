package dev.osprey.hub;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The rate at which one connection publishes. On its event loop. */
final class Throttle {

    /** Who goes on for so long is cut off. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /** Who sent nothing too much for so long has not gone on. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Quota quota;
    private final LongSupplier clock;
    private int allowance;
    private boolean refusing;
    private long since;
    private long last;

    Throttle(Quota quota, LongSupplier clock) {
        this.quota = quota;
        this.clock = clock;
    }

    /** Counts one event. @return whether it is one too many */
    boolean over() {
        return --allowance < 0 && drained();
    }

    private boolean drained() {
        allowance = quota.draw() - 1;
        if (allowance >= 0) {
            return false;
        }
        allowance = 0;
        long now = clock.getAsLong();
        if (!refusing || now - last > PAUSE) {
            refusing = true;
            since = now;
        }
        last = now;
        return true;
    }

    /** Whether it has gone on for too long. */
    boolean stubborn() {
        return last - since > PATIENCE;
    }

    long retryAfter() {
        return quota.retryAfter();
    }
}
