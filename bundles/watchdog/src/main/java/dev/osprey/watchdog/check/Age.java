package dev.osprey.watchdog.check;

import java.time.Duration;
import java.util.Locale;

/** Judges how long ago something was. */
final class Age {

    private Age() {}

    /** Suspect in the last quarter of what is allowed. */
    static Look judge(long nanos, Duration allowed, String what) {
        long limit = allowed.toNanos();
        if (nanos <= limit - limit / 4) {
            return Look.GOOD;
        }
        String reason = what + " " + seconds(nanos) + " ago; allowed are " + seconds(limit);
        return nanos > limit ? Look.bad(reason, 1) : Look.suspect(reason, 1);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, nanos < 10_000_000_000L ? "%.1f s" : "%.0f s", nanos / 1e9);
    }
}
