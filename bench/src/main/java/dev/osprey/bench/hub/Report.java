package dev.osprey.bench.hub;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The results as Markdown: medians, with the least and the most where they matter, and beside each ratio what it should be. */
final class Report {

    private final PrintStream out;
    private final List<Peer> peers;

    Report(PrintStream out, List<Peer> peers) {
        this.out = out;
        this.peers = peers;
    }

    void throughput(Runs<Throughput.Result> runs, Map<Cell, Double> ceilings) {
        table(
                "Throughput",
                "cell",
                "server",
                "published/s",
                "delivered/s",
                "ratio",
                "target",
                "of the ceiling",
                "server CPU µs a delivery",
                "generator cores",
                "faults");
        ceilings.forEach((cell, ceiling) -> {
            for (Peer peer : peers) {
                double delivered = runs.median(cell, peer, Throughput.Result::delivered);
                double ratio = ratio(peer, other -> runs.median(cell, other, Throughput.Result::delivered));
                row(
                        cell.title(),
                        peer.name(),
                        whole(runs.median(cell, peer, Throughput.Result::published)),
                        whole(delivered) + " [" + whole(runs.least(cell, peer, Throughput.Result::delivered)) + ".."
                                + whole(runs.most(cell, peer, Throughput.Result::delivered)) + "]",
                        times(ratio),
                        target(Plan.DELIVERED.get(cell), ratio, 1),
                        number(100 * delivered / ceiling, 0) + " %",
                        number(runs.median(cell, peer, Throughput.Result::serverMicros), 2),
                        number(runs.median(cell, peer, Throughput.Result::ownCores), 2),
                        faults(runs.sum(cell, peer, Throughput.Result::faults)));
            }
        });
        out.println();
    }

    void latency(String rate, Runs<Latency.Result> runs) {
        table(
                "Latency at " + rate + ", 1 → 1, 256 B, in µs",
                "server",
                "events/s",
                "p50",
                "p99",
                "p99.9",
                "max",
                "ratio of p99",
                "target",
                "faults");
        for (Peer peer : peers) {
            double ratio = ratio(peer, other -> runs.median("", other, Latency.Result::p99));
            row(
                    peer.name(),
                    whole(runs.median("", peer, Latency.Result::rate)),
                    number(runs.median("", peer, Latency.Result::p50), 1),
                    number(runs.median("", peer, Latency.Result::p99), 0),
                    number(runs.median("", peer, Latency.Result::p999), 0),
                    number(runs.median("", peer, Latency.Result::max), 0),
                    times(ratio),
                    target(Plan.LATENCY, ratio, 1),
                    faults(runs.sum("", peer, Latency.Result::faults)));
        }
        out.println();
    }

    void idle(Map<Peer, Idle.Result> results) {
        table(
                "Connections that only listen, growth in kB",
                "server",
                "connections",
                "heap after a collection",
                "direct buffers",
                "resident",
                "kB each",
                "target",
                "one event to all, ms",
                "faults");
        results.forEach((peer, result) -> {
            double each = result.growth().sum() / result.connections();
            row(
                    peer.name(),
                    whole(result.connections()),
                    peer.jvm() ? whole(result.growth().heap()) : "",
                    peer.jvm() ? whole(result.growth().direct()) : "",
                    whole(result.growth().resident()),
                    number(each, 1),
                    peer == peers.get(0) ? Plan.WEIGHT.say(each, 0) : "",
                    number(result.toAll(), 1),
                    faults(result.faults()));
        });
        out.println();
    }

    void crowd(Map<Peer, Idle.Result> results) {
        table("One event to a crowd", "server", "connections", "to connect, s", "one event to all, ms", "faults");
        results.forEach((peer, result) -> row(
                peer.name(),
                whole(result.connections()),
                number(result.connect(), 1),
                number(result.toAll(), 1),
                faults(result.faults())));
        out.println();
    }

    void isolation(List<Isolation.Pair> pairs) {
        double ratio = Runs.median(pairs.stream().mapToDouble(Isolation.Pair::ratio));
        table(
                "One stuck subscriber of " + Isolation.SUBSCRIBERS + ", p99 of the others at " + Isolation.RATE
                        + " events/s, in µs",
                "pairs",
                "all read",
                "one is stuck",
                "median ratio",
                "target",
                "ratios",
                "faults");
        row(
                whole(pairs.size()),
                number(Runs.median(pairs.stream().mapToDouble(Isolation.Pair::healthy)), 0),
                number(Runs.median(pairs.stream().mapToDouble(Isolation.Pair::stuck)), 0),
                times(ratio),
                Plan.ISOLATION.say(ratio, 2),
                pairs.stream().map(pair -> number(pair.ratio(), 2)).collect(Collectors.joining(" ")),
                faults(pairs.stream().mapToDouble(Isolation.Pair::faults).sum()));
        out.println();
    }

    /** The first server is ours: its value over the other's. NaN for another, and without one. */
    private double ratio(Peer peer, ToDoubleFunction<Peer> of) {
        return peers.size() < 2 || peer != peers.get(0)
                ? Double.NaN
                : of.applyAsDouble(peer) / of.applyAsDouble(peers.get(1));
    }

    private static String times(double ratio) {
        return Double.isNaN(ratio) ? "" : number(ratio, 2) + " ×";
    }

    private static String target(Target target, double ratio, int digits) {
        return target == null || Double.isNaN(ratio) ? "" : target.say(ratio, digits);
    }

    private void table(String title, String... columns) {
        out.println("### " + title + "\n");
        row(columns);
        out.println("|" + " --- |".repeat(columns.length));
    }

    private void row(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }

    private static String faults(double faults) {
        return faults == 0 ? "none" : whole(faults);
    }

    static String whole(double value) {
        return Double.isNaN(value) ? "not known" : String.format(Locale.ROOT, "%,.0f", value);
    }

    static String number(double value, int digits) {
        return Double.isNaN(value) ? "not known" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
