package dev.osprey.bench.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Results of all rounds, by cell and server. */
final class Runs<T> {

    private final Map<String, List<T>> runs = new LinkedHashMap<>();

    void add(Object cell, Peer peer, T result) {
        runs.computeIfAbsent(cell + "/" + peer.name(), key -> new ArrayList<>()).add(result);
    }

    private DoubleStream values(Object cell, Peer peer, ToDoubleFunction<T> value) {
        return runs.get(cell + "/" + peer.name()).stream().mapToDouble(value);
    }

    double median(Object cell, Peer peer, ToDoubleFunction<T> value) {
        return median(values(cell, peer, value));
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double least(Object cell, Peer peer, ToDoubleFunction<T> value) {
        return values(cell, peer, value).min().orElse(0);
    }

    double most(Object cell, Peer peer, ToDoubleFunction<T> value) {
        return values(cell, peer, value).max().orElse(0);
    }

    double sum(Object cell, Peer peer, ToDoubleFunction<T> value) {
        return values(cell, peer, value).sum();
    }
}
