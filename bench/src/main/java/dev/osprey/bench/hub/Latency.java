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

    /** A server that is slower than the rate gets so many times the planned time; it shows in the rate. */
    private static final int PATIENCE = 3;

    private Latency() {}

    /**
     * In microseconds.
     *
     * @param rate events a second that really went out
     */
    record Result(double rate, double p50, double p99, double p999, double max, long faults) {}

    /** What else has to be done between events. */
    interface Turn {
        void take() throws IOException;
    }

    static Result run(Peer peer, double rate, Duration warm, Duration time) throws IOException {
        try (Crowd crowd = Crowd.of(peer, ONE, 64 << 10)) {
            return run(crowd, rate, warm, time, () -> {});
        }
    }

    /** With the first publisher of a crowd, over all its subscribers. */
    static Result run(Crowd crowd, double rate, Duration warm, Duration time, Turn turn) throws IOException {
        Histogram histogram = new Histogram(3);
        double between = 1e9 / rate;
        long skip = (long) (warm.toNanos() / between);
        long last = skip + (long) (time.toNanos() / between);
        long start = System.nanoTime();
        long end = start + (warm.toNanos() + time.toNanos()) * PATIENCE;
        Link publisher = crowd.publishers.get(0);
        Shot shot = crowd.shots.get(0);
        for (Link link : crowd.subscribers) {
            link.tally.onArrival((p, n) -> {
                if (n >= skip) {
                    histogram.recordValue(Math.max(0, System.nanoTime() - start - (long) (n * between)));
                }
            });
        }
        long n = 0;
        long now = start;
        while (n < last && now < end) {
            boolean due = false;
            while (n < last && start + (long) (n * between) <= now && publisher.room(shot) > 0) {
                publisher.add(shot, n++);
                due = true;
            }
            if (due) {
                publisher.flush();
            }
            crowd.turn(0);
            turn.take();
            Thread.onSpinWait();
            now = System.nanoTime();
        }
        double seconds = (now - start) / 1e9;
        long faults = crowd.settle(n);
        return new Result(
                n / seconds,
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getValueAtPercentile(99.9) / 1e3,
                histogram.getMaxValue() / 1e3,
                faults);
    }
}
