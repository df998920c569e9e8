package dev.osprey.bench.hub;

import java.io.IOException;
import java.time.Duration;

/**
 * What 199 subscribers notice of one more that has stopped reading: their latency at a steady rate beside the same with one more that reads.
 * The odd one has first got more than the server keeps for it, so that each further event finds its queue full.
 */
final class Isolation {

    /** Events a second, each to all. */
    static final int RATE = 500;

    static final int SUBSCRIBERS = 200;

    private static final Cell OTHERS = new Cell(1, SUBSCRIBERS - 1, 256, false);

    /** Of the publisher that fills, whose events nobody gets but the odd one; as large as the others'. */
    private static final Cell FILLER = new Cell(1, 0, 256, false);

    private static final Cell ODD = new Cell(2, 1, 256, false);
    private static final int FILL = 120_000;
    private static final int WINDOW = 256;
    private static final Duration MOST = Duration.ofSeconds(60);

    private final Peer peer;
    private final OspreyWire wire;
    private final Duration warm;
    private final Duration time;

    Isolation(Peer peer, OspreyWire wire, Duration warm, Duration time) {
        this.peer = peer;
        this.wire = wire;
        this.warm = warm;
        this.time = time;
    }

    /** The p99 of the others in microseconds, without and with a stuck one. */
    record Pair(double healthy, double stuck, long faults) {

        double ratio() {
            return stuck / healthy;
        }
    }

    Pair run(boolean stuckFirst) throws IOException {
        Latency.Result first = measure(stuckFirst);
        Latency.Result second = measure(!stuckFirst);
        long faults = first.faults() + second.faults();
        return stuckFirst ? new Pair(second.p99(), first.p99(), faults) : new Pair(first.p99(), second.p99(), faults);
    }

    private Latency.Result measure(boolean stuck) throws IOException {
        try (Crowd others = Crowd.of(peer, OTHERS, 32 << 10);
                Crowd filler = Crowd.of(peer, FILLER, 64 << 10);
                Crowd odd = Crowd.listener(peer, ODD, wire.forgetful(others.subject, filler.subject), 64 << 10)) {
            fill(filler, odd, stuck);
            Latency.Result result = Latency.run(others, RATE, warm, time, stuck ? () -> {} : () -> odd.turn(0));
            Tally tally = odd.subscribers.get(0).tally;
            // a stuck one that was spared nothing was not stuck, and one that was must learn it
            long wrong = stuck ? odd.until(() -> tally.told > 0, MOST) ? 0 : 1 : tally.faults();
            return new Latency.Result(
                    result.rate(), result.p50(), result.p99(), result.p999(), result.max(), result.faults() + wrong);
        }
    }

    private void fill(Crowd filler, Crowd odd, boolean stuck) throws IOException {
        Link publisher = filler.publishers.get(0);
        Tally heard = odd.subscribers.get(0).tally;
        Shot shot = wire.shot(filler.subject, 1, ODD);
        long end = System.nanoTime() + MOST.toNanos();
        long sent = 0;
        while (publisher.tally.acked < FILL || !stuck && heard.reached(1) < FILL) {
            long back = stuck ? publisher.tally.acked : Math.min(publisher.tally.acked, heard.reached(1));
            long fits = Math.min(publisher.room(shot), Math.min(FILL, back + WINDOW) - sent);
            for (long i = 0; i < fits; i++) {
                publisher.add(shot, sent++);
            }
            if (fits > 0) {
                publisher.flush();
            }
            filler.turn(stuck ? 1 : 0);
            if (!stuck) {
                odd.turn(0);
            }
            if (System.nanoTime() > end) {
                throw new IOException(peer.name() + " took only " + publisher.tally.acked + " of " + FILL
                        + " events for one subscriber within " + MOST);
            }
        }
    }
}
