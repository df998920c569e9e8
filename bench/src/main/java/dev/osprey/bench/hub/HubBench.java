package dev.osprey.bench.hub;

import dev.osprey.bench.process.Instance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The event hub under load, beside its peers in the same run: figures of one machine say little, ratios more. */
public final class HubBench {

    private static final Cell FAN = new Cell(1, 10, 256, false);
    private static final Cell ACKS = new Cell(1, 1, 256, true);
    private static final int MOST_HEATS = 8;
    private static final Duration HEAT = Duration.ofMillis(750);

    private final PrintStream out;
    private final Plan plan;
    private final List<Peer> peers = new ArrayList<>();
    private long faults;

    private HubBench(PrintStream out, Plan plan) {
        this.out = out;
        this.plan = plan;
    }

    /** Measures and prints. @return the exit code: 1 if an event was lost, doubled, out of order, damaged or not acknowledged */
    public static int run(PrintStream out, boolean quick) throws IOException {
        HubBench bench = new HubBench(out, Plan.of(quick));
        Optional<Path> nats = NatsServer.program();
        try (Instance instance = Instance.in("hub")) {
            instance.start();
            bench.peers.add(new Peer("osprey", instance.hubPort(), instance.pid(), new OspreyWire(instance.token())));
            if (nats.isPresent()) {
                try (NatsServer server =
                        NatsServer.start(nats.get(), Path.of(System.getProperty("osprey.bench.work")))) {
                    bench.peers.add(server.peer());
                    bench.measure();
                }
            } else {
                bench.measure();
                out.println("Left out, because it is not installed: nats-server (`apt-get install nats-server`). "
                        + "Without a peer there are no ratios.\n");
            }
        }
        return bench.faults == 0 ? 0 : 1;
    }

    private void measure() throws IOException {
        Map<Peer, Idle.Result> idle = new LinkedHashMap<>();
        for (Peer peer : peers) {
            idle.put(peer, Idle.run(peer, plan.connections()));
        }
        Map<Cell, Double> ceilings = ceilings();
        for (Peer peer : peers) {
            heat(peer);
        }
        Report.Runs<Throughput.Result> throughput = new Report.Runs<>();
        Report.Runs<Latency.Result> latency = new Report.Runs<>();
        for (int round = 0; round < plan.rounds(); round++) {
            for (Cell cell : Plan.CELLS) {
                for (Peer peer : peers) {
                    Throughput.Result result = Throughput.run(peer, cell, plan.warm(), plan.time());
                    throughput.add(cell, peer, result);
                    faults += result.faults();
                }
            }
            for (Peer peer : peers) {
                Latency.Result result = Latency.run(peer, plan.rate(), plan.warm(), plan.time());
                latency.add("", peer, result);
                faults += result.faults();
            }
        }
        out.println("## Event hub\n");
        Report report = new Report(out, peers);
        report.throughput(throughput, ceilings);
        report.latency(latency, plan.rate());
        report.idle(idle);
    }

    private void heat(Peer peer) throws IOException {
        double start = ProcStat.cpuSeconds(peer.pid());
        double wanted = plan.heat().toMillis() / 1e3;
        for (int i = 0; i < MOST_HEATS && ProcStat.cpuSeconds(peer.pid()) - start < wanted; i++) {
            Throughput.run(peer, ACKS, Duration.ZERO, HEAT);
            Throughput.run(peer, FAN, Duration.ZERO, HEAT);
        }
    }

    /** What the generator reaches with a server that only copies. */
    private Map<Cell, Double> ceilings() throws IOException {
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
