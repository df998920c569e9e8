package dev.osprey.kernel.registry;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Time as leases count it: it passes only while the process demonstrably runs. Somebody looks every {@link #TICK}; what lies between
 * two looks beyond {@link #MOST} was a pause, in which nobody could send a heartbeat, and does not count. So neither one long
 * pause, nor many short ones, nor one amid a sweep takes a lease that was kept. This class is threadsafe.
 */
final class LeaseClock {

    /** How often to look. */
    static final Duration TICK = Duration.ofMillis(250);

    private static final long MOST = 2 * TICK.toNanos();

    private final LongSupplier ticker;
    private volatile Look last;

    /** A look: monotonic time, and how much lease time had passed by then. */
    private record Look(long at, long passed) {}

    LeaseClock(LongSupplier ticker) {
        this.ticker = ticker;
        this.last = new Look(ticker.getAsLong(), 0);
    }

    /** Nanoseconds of lease time. */
    long now() {
        return since(last, ticker.getAsLong());
    }

    private static long since(Look look, long at) {
        return look.passed + Math.max(0, Math.min(MOST, at - look.at));
    }

    /** Looks. */
    synchronized void tick() {
        long at = ticker.getAsLong();
        last = new Look(at, since(last, at));
    }
}
