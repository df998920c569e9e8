package dev.osprey.hub;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many events all connections of one principal may publish: so many a second, and one second's worth at once. Connections draw
 * small portions, so that they seldom meet here. This class is threadsafe.
 */
final class Quota {

    /** What a connection draws at most at once. */
    private static final int PORTION = 256;

    private static final long SECOND = 1_000_000_000;

    private final int rate;
    private final int portion;
    private final LongSupplier clock;
    /** When the bucket would be full again, in nanoseconds. */
    private final AtomicLong full;

    /** @param rate events a second; 0 for as many as come */
    Quota(int rate, LongSupplier clock) {
        this.rate = rate;
        this.portion = Math.max(1, Math.min(PORTION, rate / 1_000));
        this.clock = clock;
        this.full = new AtomicLong(clock.getAsLong());
    }

    /** @return how many events may be published; 0 if none may now */
    int draw() {
        if (rate == 0) {
            return Integer.MAX_VALUE;
        }
        long cost = portion * SECOND / rate;
        while (true) {
            long now = clock.getAsLong();
            long before = full.get();
            long after = (before - now > 0 ? before : now) + cost;
            if (after - now > SECOND) {
                return 0;
            }
            if (full.compareAndSet(before, after)) {
                return portion;
            }
        }
    }

    /** In how many milliseconds there will be something to draw. */
    long retryAfter() {
        long wait = full.get() + portion * SECOND / Math.max(1, rate) - SECOND - clock.getAsLong();
        return Math.max(1, (wait + 999_999) / 1_000_000);
    }
}
