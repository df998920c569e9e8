package dev.osprey.bench.hub;

import java.io.IOException;
import java.time.Duration;

/** What connections cost that only listen: memory of the server, and the time until one event has reached all. */
final class Idle {

    private static final Duration MOST = Duration.ofSeconds(20);

    private Idle() {}

    /**
     * What one run gave.
     *
     * @param before resident memory of the server in kB
     * @param after the same with all connections open
     * @param toAll milliseconds from one event to its last delivery
     */
    record Result(int connections, long before, long after, double toAll) {

        double each() {
            return (double) (after - before) / connections;
        }
    }

    static Result run(Peer peer, int connections) throws IOException {
        long before = ProcStat.residentKb(peer.pid());
        try (Crowd crowd = Crowd.of(peer, new Cell(1, connections, 256, false), 4096)) {
            long after = ProcStat.residentKb(peer.pid());
            long start = System.nanoTime();
            crowd.publishers.get(0).add(crowd.shots.get(0), 0);
            crowd.publishers.get(0).flush();
            if (!crowd.until(() -> crowd.delivered() == connections, MOST)) {
                throw new IOException(
                        peer.name() + " did not reach all " + connections + " connections within " + MOST);
            }
            return new Result(connections, before, after, (System.nanoTime() - start) / 1e6);
        }
    }
}
