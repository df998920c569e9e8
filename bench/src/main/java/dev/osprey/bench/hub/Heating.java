package dev.osprey.bench.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What comes before measuring: compiled code in the servers, and how far the generator itself goes. */
final class Heating {

    private static final Cell FAN = new Cell(1, 10, 256, false);
    private static final Cell ACKS = new Cell(1, 1, 256, true);
    private static final int MOST = 8;
    private static final Duration HEAT = Duration.ofMillis(750);

    private Heating() {}

    static void heat(Peer peer, Duration heat) throws IOException {
        double start = ProcStat.cpuSeconds(peer.pid());
        double wanted = heat.toMillis() / 1e3;
        for (int i = 0; i < MOST && ProcStat.cpuSeconds(peer.pid()) - start < wanted; i++) {
            Throughput.run(peer, ACKS, Duration.ZERO, HEAT);
            Throughput.run(peer, FAN, Duration.ZERO, HEAT);
        }
    }

    /** What the generator reaches with a server that only copies. */
    static Map<Cell, Double> ceilings(Plan plan) throws IOException {
        Map<Cell, Double> ceilings = new LinkedHashMap<>();
        try (NullHub hub = new NullHub()) {
            Throughput.run(hub.peer(), FAN, Duration.ZERO, plan.time());
            for (Cell cell : Plan.CELLS) {
                ceilings.put(
                        cell,
                        Throughput.run(hub.peer(), cell, plan.warm(), plan.time())
                                .delivered());
                hub.check();
            }
        }
        return ceilings;
    }
}
