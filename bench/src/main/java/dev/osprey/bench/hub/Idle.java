package dev.osprey.bench.hub;

import java.io.IOException;
import java.time.Duration;

/** What connections cost that only listen: memory of the server, and the time until one event has reached all. */
final class Idle {

    private static final Duration MOST = Duration.ofSeconds(30);

    /** Descriptors that a server or the generator needs besides one for each connection. */
    private static final int SPARE = 500;

    private Idle() {}

    /**
     * What one run gave.
     *
     * @param growth of the server's memory; null if it was not asked for
     * @param connect seconds until all were ready
     * @param toAll milliseconds from one event to its last delivery
     */
    record Result(int connections, Footprint growth, double connect, double toAll, long faults) {}

    /** Why a server cannot have so many connections on this host, or nothing. */
    static String obstacle(Peer peer, int connections) throws IOException {
        long own = ProcStat.mostFiles("self");
        long server = ProcStat.mostFiles(Long.toString(peer.pid()));
        return Math.min(own, server) >= connections + SPARE
                ? ""
                : (own < server ? "the generator" : peer.name()) + " may open only "
                        + Report.whole(Math.min(own, server)) + " files; raise the hard limit (`ulimit -Hn`)";
    }

    static Result run(Peer peer, int connections, boolean memory) throws IOException {
        Footprint before = memory ? Footprint.of(peer) : null;
        long begin = System.nanoTime();
        try (Crowd crowd = Crowd.of(peer, new Cell(1, connections, 256, false), 4096)) {
            double connect = (System.nanoTime() - begin) / 1e9;
            Footprint growth = memory ? Footprint.of(peer).since(before) : null;
            long start = System.nanoTime();
            crowd.publishers.get(0).add(crowd.shots.get(0), 0);
            crowd.publishers.get(0).flush();
            crowd.until(() -> crowd.delivered() >= connections, MOST);
            double toAll = (System.nanoTime() - start) / 1e6;
            long faults = connections - crowd.delivered();
            for (Link link : crowd.subscribers) {
                faults += link.tally.faults();
            }
            return new Result(connections, growth, connect, toAll, faults);
        }
    }
}
