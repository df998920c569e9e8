package dev.osprey.bench.hub;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The results as Markdown: medians, with the least and the most where they matter. */
final class Report {

    private final PrintStream out;
    private final List<Peer> peers;

    Report(PrintStream out, List<Peer> peers) {
        this.out = out;
        this.peers = peers;
    }

    /** Results by cell and server. */
    static final class Runs<T> {

        private final Map<String, List<T>> runs = new LinkedHashMap<>();

        void add(Object cell, Peer peer, T result) {
            runs.computeIfAbsent(cell + "/" + peer.name(), key -> new ArrayList<>())
                    .add(result);
        }

        double median(Object cell, Peer peer, ToDoubleFunction<T> value) {
            double[] sorted = runs.get(cell + "/" + peer.name()).stream()
                    .mapToDouble(value)
                    .sorted()
                    .toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        double least(Object cell, Peer peer, ToDoubleFunction<T> value) {
            return runs.get(cell + "/" + peer.name()).stream()
                    .mapToDouble(value)
                    .min()
                    .orElse(0);
        }

        double most(Object cell, Peer peer, ToDoubleFunction<T> value) {
            return runs.get(cell + "/" + peer.name()).stream()
                    .mapToDouble(value)
                    .max()
                    .orElse(0);
        }

        double sum(Object cell, Peer peer, ToDoubleFunction<T> value) {
            return runs.get(cell + "/" + peer.name()).stream()
                    .mapToDouble(value)
                    .sum();
        }
    }

    void throughput(Runs<Throughput.Result> runs, Map<Cell, Double> ceilings) {
        out.println("### Throughput\n");
        out.println("| cell | server | published/s | delivered/s | ratio | of the ceiling"
                + " | server CPU µs a delivery | generator cores | faults |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        ceilings.forEach((cell, ceiling) -> {
            for (Peer peer : peers) {
                double delivered = runs.median(cell, peer, Throughput.Result::delivered);
                row(
                        cell.title(),
                        peer.name(),
                        whole(runs.median(cell, peer, Throughput.Result::published)),
                        whole(delivered) + " [" + whole(runs.least(cell, peer, Throughput.Result::delivered)) + ".."
                                + whole(runs.most(cell, peer, Throughput.Result::delivered)) + "]",
                        ratio(delivered, peer, other -> runs.median(cell, other, Throughput.Result::delivered)),
                        number(100 * delivered / ceiling, 0) + " %",
                        number(runs.median(cell, peer, Throughput.Result::serverMicros), 2),
                        number(runs.median(cell, peer, Throughput.Result::ownCores), 2),
                        faults(runs.sum(cell, peer, Throughput.Result::faults)));
            }
        });
        out.println();
    }

    void latency(Runs<Latency.Result> runs, int rate) {
        out.println("### Latency at " + whole(rate) + " events/s, 1 → 1, 256 B, in µs\n");
        out.println("| server | p50 | p99 | p99.9 | max | ratio of p50 | faults |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        for (Peer peer : peers) {
            double p50 = runs.median("", peer, Latency.Result::p50);
            row(
                    peer.name(),
                    number(p50, 1),
                    number(runs.median("", peer, Latency.Result::p99), 0),
                    number(runs.median("", peer, Latency.Result::p999), 0),
                    number(runs.median("", peer, Latency.Result::max), 0),
                    ratio(p50, peer, other -> runs.median("", other, Latency.Result::p50)),
                    faults(runs.sum("", peer, Latency.Result::faults)));
        }
        out.println();
    }

    void idle(Map<Peer, Idle.Result> results) {
        out.println("### Connections that only listen\n");
        out.println("| server | connections | resident before, kB | after | kB each | one event to all, ms |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        results.forEach((peer, result) -> row(
                peer.name(),
                whole(result.connections()),
                whole(result.before()),
                whole(result.after()),
                number(result.each(), 1),
                number(result.toAll(), 1)));
        out.println();
    }

    /** The first server is ours; its value over each other's. */
    private String ratio(double value, Peer peer, ToDoubleFunction<Peer> of) {
        return peers.size() < 2 || peer != peers.get(0)
                ? ""
                : number(value / of.applyAsDouble(peers.get(1)), 2) + " × "
                        + peers.get(1).name();
    }

    private void row(String... cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }

    private static String faults(double faults) {
        return faults == 0 ? "none" : whole(faults);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
