package dev.osprey.bench.hub;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long and how often is measured.
 *
 * @param rounds in which the servers take turns within each cell
 * @param warm of each run, not counted
 * @param time of each run
 * @param heat processor time that a server gets before the first run, so that its code is compiled; on a busy machine that is long
 * @param connections that only listen, and are weighed
 * @param crowd of connections that get one event
 * @param pairs of runs with and without a stuck subscriber
 */
record Plan(int rounds, Duration warm, Duration time, Duration heat, int connections, int crowd, int pairs) {

    static final Cell PLAIN = new Cell(1, 1, 256, false);

    static final List<Cell> CELLS = List.of(
            new Cell(1, 1, 256, true),
            PLAIN,
            new Cell(1, 10, 256, false),
            new Cell(4, 4, 256, false),
            new Cell(1, 100, 256, false),
            new Cell(1, 1, 4096, false));

    /** Of deliveries a second, to those of nats-server. */
    static final Map<Cell, Target> DELIVERED = Map.of(
            CELLS.get(0), Target.atLeast(1.3),
            CELLS.get(2), Target.atLeast(2.0),
            CELLS.get(3), Target.atLeast(2.0),
            CELLS.get(4), Target.atLeast(3.0),
            CELLS.get(5), Target.atLeast(1.3));

    /** Of p99, to that of nats-server. */
    static final Target LATENCY = Target.atMost(1.0);

    /** Of p99 with a stuck subscriber, to that without. */
    static final Target ISOLATION = Target.atMost(1.1);

    /** kB for a connection. */
    static final Target WEIGHT = Target.atMost(10);

    /** Events a second at which the wake-up of threads is most of the latency. */
    static final int CALM = 5_000;

    static Plan of(boolean quick) {
        return quick
                ? new Plan(1, Duration.ofMillis(200), Duration.ofMillis(700), Duration.ofSeconds(4), 500, 2_000, 3)
                : new Plan(3, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10), 2_000, 10_000, 7);
    }
}
