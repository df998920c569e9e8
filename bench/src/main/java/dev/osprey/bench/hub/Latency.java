package dev.osprey.bench.hub;

import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How long an event takes at a fixed rate, from the moment at which it was due, so that a stall counts for all the events that it holds
 * up. The generator does not sleep between events: waking up would be most of what it measured.
 */
final class Latency {

    private static final Cell ONE = new Cell(1, 1, 256, false);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private Latency() {}

    /** In microseconds. */
    record Result(double p50, double p99, double p999, double max, long faults) {}

    static Result run(Peer peer, int rate, Duration warm, Duration time) throws IOException {
        try (Crowd crowd = Crowd.of(peer, ONE, 64 << 10)) {
            Histogram histogram = new Histogram(3);
            long between = 1_000_000_000L / rate;
            long skip = warm.toNanos() / between;
            long last = skip + time.toNanos() / between;
            long start = System.nanoTime();
            Link publisher = crowd.publishers.get(0);
            crowd.subscribers.get(0).tally.onArrival((p, n) -> {
                if (n >= skip) {
                    histogram.recordValue(Math.max(0, System.nanoTime() - start - n * between));
                }
            });
            long n = 0;
            while (n < last) {
                boolean due = false;
                while (n < last && start + n * between <= System.nanoTime() && publisher.room(crowd.shots.get(0)) > 0) {
                    publisher.add(crowd.shots.get(0), n++);
                    due = true;
                }
                if (due) {
                    publisher.flush();
                }
                crowd.turn(0);
                Thread.onSpinWait();
            }
            long expected = last;
            crowd.until(() -> crowd.reached(0) >= expected, DRAIN);
            Tally tally = crowd.subscribers.get(0).tally;
            return new Result(
                    histogram.getValueAtPercentile(50) / 1e3,
                    histogram.getValueAtPercentile(99) / 1e3,
                    histogram.getValueAtPercentile(99.9) / 1e3,
                    histogram.getMaxValue() / 1e3,
                    tally.faults() + expected - tally.reached(0));
        }
    }
}
