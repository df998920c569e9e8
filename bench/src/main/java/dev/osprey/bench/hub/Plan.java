package dev.osprey.bench.hub;

import java.time.Duration;
import java.util.List;

/**
 * How long and how often is measured.
 *
 * @param rounds in which the servers take turns within each cell
 * @param warm of each run, not counted
 * @param time of each run
 * @param heat processor time that a server gets before the first run, so that its code is compiled; on a busy machine that is long
 * @param connections that only listen
 * @param rate events a second for the latency
 */
record Plan(int rounds, Duration warm, Duration time, Duration heat, int connections, int rate) {

    static final List<Cell> CELLS = List.of(
            new Cell(1, 1, 256, true),
            new Cell(1, 1, 256, false),
            new Cell(1, 10, 256, false),
            new Cell(4, 4, 256, false),
            new Cell(1, 100, 256, false),
            new Cell(1, 1, 4096, false));

    static Plan of(boolean quick) {
        return quick
                ? new Plan(1, Duration.ofMillis(200), Duration.ofMillis(700), Duration.ofSeconds(4), 500, 5_000)
                : new Plan(3, Duration.ofMillis(500), Duration.ofMillis(2_000), Duration.ofSeconds(10), 2_000, 5_000);
    }
}
