package dev.osprey.hub;

import dev.osprey.access.Verdict;
import dev.osprey.event.Route;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/** Where the events of one connection with one subject go: kept as long as neither subscriptions nor grants change. */
final class Target {

    private final byte[] raw;
    final String subject;
    final Route route;
    final Verdict verdict;
    final LongAdder count;
    private final long epoch;

    Target(byte[] raw, String subject, Route route, Verdict verdict, LongAdder count, long epoch) {
        this.raw = raw;
        this.subject = subject;
        this.route = route;
        this.verdict = verdict;
        this.count = count;
        this.epoch = epoch;
    }

    boolean isFor(byte[] b, int from, int to) {
        return Arrays.equals(raw, 0, raw.length, b, from, to);
    }

    boolean current(long epochNow) {
        return epoch == epochNow && route.current();
    }
}
