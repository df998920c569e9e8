package dev.osprey.ipc;

import dev.osprey.system.Metric;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What the door counts. This class is threadsafe. */
final class Tally {

    private final LongAdder requests = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder cut = new LongAdder();

    void requests(int more) {
        requests.add(more);
    }

    void accepted() {
        accepted.increment();
    }

    void refused() {
        refused.increment();
    }

    void cut() {
        cut.increment();
    }

    List<Metric> metrics(int connections, long pending) {
        return List.of(
                Metric.of("osprey_ipc_connections", "Connections of the kernel socket", false, connections),
                Metric.of("osprey_ipc_pending_bytes", "Bytes that wait for connections", false, pending),
                Metric.of("osprey_ipc_requests_total", "Requests read", true, requests.sum()),
                Metric.of("osprey_ipc_connections_total", "Connections accepted", true, accepted.sum()),
                Metric.of("osprey_ipc_refused_total", "Connections and tokens refused", true, refused.sum()),
                Metric.of("osprey_ipc_cut_total", "Connections cut off because they did not read", true, cut.sum()));
    }
}
