package dev.osprey.web.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts failed credentials by address. It never shuts out a right one: on loopback everybody has one address, and 256 random bits
 * need no lock-out; it keeps a guessing caller from filling log and audit trail. This class is threadsafe.
 */
final class FailureThrottle {

    static final int MOST = 20;

    /** Lines that the audit trail gets in a minute whatever the number of addresses; loopback alone has sixteen million. */
    static final int MOST_LINES = 200;

    private static final int ADDRESSES = 1_024;
    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    /** Guarded by this; the address that failed longest ago goes first. */
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true);
    /** Guarded by this. */
    private Window lines;

    FailureThrottle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Counts one. @return how many there were in this minute, this one included */
    synchronized int count(String address) {
        long now = nanos.getAsLong();
        Window next = next(windows.get(address), now);
        windows.put(address, next);
        if (windows.size() > ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
        return next.failures;
    }

    private static Window next(Window window, long now) {
        return window == null || now - window.start >= WINDOW
                ? new Window(now, 1)
                : new Window(window.start, Math.min(window.failures + 1, Integer.MAX_VALUE - 1));
    }

    /** Counts a line for the audit trail. @return how many there were in this minute, this one included */
    synchronized int line() {
        lines = next(lines, nanos.getAsLong());
        return lines.failures;
    }

    /** Seconds until an address starts anew. */
    synchronized long secondsLeft(String address) {
        Window window = windows.get(address);
        return window == null
                ? 0
                : 1 + TimeUnit.NANOSECONDS.toSeconds(Math.max(0, WINDOW - (nanos.getAsLong() - window.start)));
    }

    private record Window(long start, int failures) {}
}
