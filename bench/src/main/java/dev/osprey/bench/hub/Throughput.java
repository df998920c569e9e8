package dev.osprey.bench.hub;

import java.io.IOException;
import java.time.Duration;

/** As many events as go through: each publisher has a window of events that have not come back yet. */
final class Throughput {

    private static final int WINDOW = 512;
    private static final int BUFFER = 256 << 10;

    private Throughput() {}

    /**
     * What one run gave.
     *
     * @param published events a second
     * @param delivered events a second, over all subscribers
     * @param serverMicros of the server's processor time for a delivery; 0 if unknown
     * @param ownCores how much of a processor the generator took
     * @param faults lost, doubled, out of order, damaged or not acknowledged
     */
    record Result(double published, double delivered, double serverMicros, double ownCores, long faults) {}

    static Result run(Peer peer, Cell cell, Duration warm, Duration time) throws IOException {
        try (Crowd crowd = Crowd.of(peer, cell, BUFFER)) {
            long[] sent = new long[cell.publishers()];
            load(crowd, cell, sent, warm);
            long before = crowd.delivered();
            long sentBefore = sum(sent);
            double server = ProcStat.cpuSeconds(peer.pid());
            double own = ProcStat.threadSeconds();
            long start = System.nanoTime();
            load(crowd, cell, sent, time);
            double seconds = (System.nanoTime() - start) / 1e9;
            long delivered = crowd.delivered() - before;
            double serverUsed = ProcStat.cpuSeconds(peer.pid()) - server;
            double ownUsed = ProcStat.threadSeconds() - own;
            long published = sum(sent) - sentBefore;
            return new Result(
                    published / seconds,
                    delivered / seconds,
                    peer.pid() == 0 ? 0 : serverUsed * 1e6 / Math.max(1, delivered),
                    ownUsed / seconds,
                    crowd.settle(sent));
        }
    }

    private static void load(Crowd crowd, Cell cell, long[] sent, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            for (int p = 0; p < sent.length; p++) {
                Link link = crowd.publishers.get(p);
                Shot shot = crowd.shots.get(p);
                long back = cell.acks() ? Math.min(link.tally.acked, crowd.reached(p)) : crowd.reached(p);
                long fits = Math.min(link.room(shot), back + WINDOW - sent[p]);
                // in portions, as a busy publisher sends; single events would measure system calls
                if (fits >= WINDOW / 8 || fits > 0 && sent[p] == back) {
                    for (long i = 0; i < fits; i++) {
                        link.add(shot, sent[p]++);
                    }
                    link.flush();
                }
            }
            crowd.turn(1);
        }
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
