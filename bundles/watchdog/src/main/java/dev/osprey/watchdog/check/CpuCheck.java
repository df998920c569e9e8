package dev.osprey.watchdog.check;

import dev.osprey.watchdog.check.Samples.Sample;
import java.time.Duration;
import java.util.Locale;

/** Whether the module's processes have kept too many processors busy for too long. */
final class CpuCheck implements RunCheck {

    private final Samples samples;
    private final double cores;
    private final long allowed;
    private Sample before;
    private long busySince;
    private double rate;
    private boolean busy;
    private boolean known;

    CpuCheck(Samples samples, double cores, Duration allowed) {
        this.samples = samples;
        this.cores = cores;
        this.allowed = allowed.toNanos();
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public void begin(long now) {
        before = samples.last();
        busy = false;
        known = false;
    }

    @Override
    public Look look(long now) {
        Sample last = samples.last();
        if (last != null && last != before) {
            if (before != null) {
                measure(last, now);
            }
            before = last;
        }
        if (!known) {
            return Look.UNKNOWN;
        }
        if (!busy) {
            return Look.GOOD;
        }
        String reason = String.format(
                Locale.ROOT,
                "It has kept %.2f processors busy for %s; %.2f for %s count",
                rate,
                Age.seconds(now - busySince),
                cores,
                Age.seconds(allowed));
        return now - busySince >= allowed ? Look.bad(reason, 1) : Look.suspect(reason, 1);
    }

    private void measure(Sample last, long now) {
        double used = last.usage().cpuNanos() - (double) before.usage().cpuNanos();
        // Without a control group the sum shrinks when a member of the tree ends: nothing is known then.
        known = used >= 0;
        rate = used / Math.max(1, last.nanos() - before.nanos());
        boolean hot = known && rate >= cores;
        if (hot && !busy) {
            busySince = now;
        }
        busy = hot;
    }
}
