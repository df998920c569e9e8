package dev.osprey.bench.hub;

import dev.osprey.bench.process.Heap;
import dev.osprey.bench.process.Instance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The event hub under load, beside its peers in the same run: figures of one machine say little, ratios more. */
public final class HubBench {

    private static final String HOME = "hub";

    private final PrintStream out;
    private final PrintStream progress;
    private final Plan plan;
    private final Optional<Path> nats;
    private final List<String> omitted = new ArrayList<>();
    private long faults;

    private HubBench(PrintStream out, PrintStream progress, Plan plan) throws IOException {
        this.out = out;
        this.progress = progress;
        this.plan = plan;
        this.nats = NatsServer.program();
    }

    /** Measures and prints. @return the exit code: 1 if an event was lost, doubled, out of order, damaged or not acknowledged */
    public static int run(PrintStream out, PrintStream progress, boolean quick) throws IOException {
        HubBench bench = new HubBench(out, progress, Plan.of(quick));
        out.println("## Event hub\n");
        bench.phase(Heap.COUNT_NATIVE, bench::connections);
        bench.phase("", bench::load);
        if (bench.nats.isEmpty()) {
            bench.omitted.add("nats-server is not installed (`apt-get install nats-server`, or its path in "
                    + NatsServer.NAMED + "). Without a peer there are no ratios.");
        }
        return bench.end();
    }

    /** What one that has stopped reading costs the others, alone. @return as with {@link #run} */
    public static int isolation(PrintStream out, PrintStream progress, boolean quick) throws IOException {
        HubBench bench = new HubBench(out, progress, Plan.of(quick));
        out.println("## Event hub: a stuck subscriber\n");
        bench.phase("", bench::stuck);
        return bench.end();
    }

    private int end() {
        omitted.forEach(what -> out.println("Left out: " + what + "\n"));
        out.println(faults == 0 ? "No faults." : "Faults: " + Report.whole(faults) + ".");
        return faults == 0 ? 0 : 1;
    }

    /** What is measured with servers that were started for it. */
    private interface Phase {
        void run(List<Peer> peers, OspreyWire wire) throws IOException;
    }

    private void phase(String options, Phase phase) throws IOException {
        List<Peer> peers = new ArrayList<>();
        try (Instance instance = Instance.in(HOME, options)) {
            instance.start();
            OspreyWire wire = new OspreyWire(instance.token());
            peers.add(new Peer("osprey", instance.hubPort(), instance.pid(), true, wire));
            if (nats.isPresent()) {
                try (NatsServer server =
                        NatsServer.start(nats.get(), Path.of(System.getProperty("osprey.bench.work")))) {
                    peers.add(server.peer());
                    phase.run(peers, wire);
                }
            } else {
                phase.run(peers, wire);
            }
        }
    }

    /** The pauses of a machine that others use too are rare, and p99 of a short run is one of them or none. */
    private static final int LONGER = 3;

    /** A few, so that what a server loads and compiles once is no connection's. */
    private static final int FIRST = 50;

    /** On servers that have hardly done anything yet: who has worked has memory to spare. */
    private void connections(List<Peer> peers, OspreyWire wire) throws IOException {
        Map<Peer, Idle.Result> idle = new LinkedHashMap<>();
        Map<Peer, Idle.Result> crowd = new LinkedHashMap<>();
        for (Peer peer : peers) {
            say("connections to " + peer.name());
            listen(peer, FIRST, false, new LinkedHashMap<>());
            listen(peer, plan.connections(), true, idle);
            listen(peer, plan.crowd(), false, crowd);
        }
        Report report = new Report(out, peers);
        report.idle(idle);
        report.crowd(crowd);
    }

    private void listen(Peer peer, int connections, boolean memory, Map<Peer, Idle.Result> results) throws IOException {
        String obstacle = Idle.obstacle(peer, connections);
        if (!obstacle.isEmpty()) {
            omitted.add(Report.whole(connections) + " connections to " + peer.name() + ": " + obstacle + ".");
            return;
        }
        Idle.Result result = Idle.run(peer, connections, memory);
        faults += result.faults();
        results.put(peer, result);
    }

    private void load(List<Peer> peers, OspreyWire wire) throws IOException {
        Others others = Others.besides(peers);
        say("ceilings of the generator");
        Map<Cell, Double> ceilings = Heating.ceilings(plan);
        for (Peer peer : peers) {
            say("warming up " + peer.name());
            Heating.heat(peer, plan.heat());
        }
        Runs<Throughput.Result> throughput = new Runs<>();
        Runs<Latency.Result> calm = new Runs<>();
        Runs<Latency.Result> half = new Runs<>();
        for (int round = 0; round < plan.rounds(); round++) {
            say("round " + (round + 1) + " of " + plan.rounds());
            for (Cell cell : Plan.CELLS) {
                for (Peer peer : turns(peers, round)) {
                    Throughput.Result result = Throughput.run(peer, cell, plan.warm(), plan.time());
                    throughput.add(cell, peer, result);
                    faults += result.faults();
                }
            }
            latency(turns(peers, round), Plan.CALM, calm);
            if (peers.size() > 1) {
                double most = throughput.median(Plan.PLAIN, peers.get(1), Throughput.Result::published);
                latency(turns(peers, round), most / 2, half);
            }
        }
        Report report = new Report(out, peers);
        report.throughput(throughput, ceilings);
        report.latency("5,000 events/s", calm);
        if (peers.size() > 1) {
            report.latency("half of nats-server's maximum", half);
        }
        out.println(others.say());
    }

    private void stuck(List<Peer> peers, OspreyWire wire) throws IOException {
        Others others = Others.besides(peers);
        say("warming up osprey");
        Heating.heat(peers.get(0), plan.heat());
        new Report(out, peers).isolation(isolation(peers.get(0), wire));
        out.println(others.say());
    }

    private void latency(List<Peer> peers, double rate, Runs<Latency.Result> results) throws IOException {
        for (Peer peer : peers) {
            Latency.Result result = Latency.run(peer, rate, plan.warm(), plan.time());
            results.add("", peer, result);
            faults += result.faults();
        }
    }

    private List<Isolation.Pair> isolation(Peer peer, OspreyWire wire) throws IOException {
        Isolation isolation = new Isolation(peer, wire, plan.warm(), plan.time().multipliedBy(LONGER));
        List<Isolation.Pair> pairs = new ArrayList<>();
        isolation.run(false);
        for (int i = 0; i < plan.pairs(); i++) {
            say("a stuck subscriber, pair " + (i + 1) + " of " + plan.pairs());
            Isolation.Pair pair = isolation.run(i % 2 == 1);
            pairs.add(pair);
            faults += pair.faults();
        }
        return pairs;
    }

    /** Who goes first changes with the round. */
    private static List<Peer> turns(List<Peer> peers, int round) {
        List<Peer> turns = new ArrayList<>(peers);
        java.util.Collections.rotate(turns, round);
        return turns;
    }

    private void say(String what) {
        progress.println("hub: " + what);
    }
}
