package dev.osprey.watchdog.check;

import dev.osprey.process.Usage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a run used, the last 60 looks. Thread-safe. */
public final class Samples {

    private static final int MOST = 60;

    /** @param nanos when, by a clock that does not stand still */
    public record Sample(long nanos, Usage usage) {}

    // guarded by this
    private final Deque<Sample> kept = new ArrayDeque<>();

    public synchronized void add(long nanos, Usage usage) {
        if (kept.size() == MOST) {
            kept.removeFirst();
        }
        kept.addLast(new Sample(nanos, usage));
    }

    /** The newest, or null. */
    synchronized Sample last() {
        return kept.peekLast();
    }

    /** Oldest first. */
    public synchronized List<Usage> usages() {
        return kept.stream().map(Sample::usage).toList();
    }
}
