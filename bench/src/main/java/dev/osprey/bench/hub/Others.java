package dev.osprey.bench.hub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What other processes of this host took while we measured. */
final class Others {

    private static final double QUIET = 0.3;

    private final List<Long> ours =
            new ArrayList<>(List.of(ProcessHandle.current().pid()));
    private final long start = System.nanoTime();
    private final double before;

    private Others(List<Peer> peers) throws IOException {
        peers.forEach(peer -> ours.add(peer.pid()));
        this.before = taken();
    }

    static Others besides(List<Peer> peers) throws IOException {
        return new Others(peers);
    }

    private double taken() throws IOException {
        return ProcStat.allSeconds()
                - ours.stream().mapToDouble(ProcStat::cpuSeconds).sum();
    }

    String say() throws IOException {
        double cores = Math.max(0, (taken() - before) / ((System.nanoTime() - start) / 1e9));
        return "Other work took " + Report.number(cores, 1) + " of "
                + Runtime.getRuntime().availableProcessors() + " processors meanwhile"
                + (cores > QUIET ? ": quote nothing but ratios, and measure again when it is quiet.\n" : ".\n");
    }
}
