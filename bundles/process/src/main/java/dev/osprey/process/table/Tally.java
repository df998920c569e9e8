package dev.osprey.process.table;

import dev.osprey.process.ExitReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts since the start. Thread-safe. */
final class Tally {

    private final LongAdder spawned = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Map<ExitReason, LongAdder> exits = new EnumMap<>(ExitReason.class);

    Tally() {
        for (ExitReason reason : ExitReason.values()) {
            exits.put(reason, new LongAdder());
        }
    }

    void countSpawned() {
        spawned.increment();
    }

    void countRefused() {
        refused.increment();
    }

    void countExit(ExitReason reason) {
        exits.get(reason).increment();
    }

    long spawned() {
        return spawned.sum();
    }

    long refused() {
        return refused.sum();
    }

    Map<ExitReason, Long> exits() {
        Map<ExitReason, Long> sums = new EnumMap<>(ExitReason.class);
        exits.forEach((reason, count) -> sums.put(reason, count.sum()));
        return sums;
    }
}
