package dev.osprey.kernel.tool;

import dev.osprey.access.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts calls that are too many for an audit line each: {@link #tell} writes one line for all of the same caller, door, tool and
 * outcome since it was last called. Thread-safe.
 */
final class Tallies {

    /** Writes a line. */
    @FunctionalInterface
    interface Recorder {
        void record(Principal principal, String door, String resource, String outcome);
    }

    /** More kinds of calls than this at a time are told one by one: outcomes may be words of the tool's own. */
    private static final int MOST = 4_096;

    private static final long RETIRED = Long.MIN_VALUE;

    private record Kind(Principal principal, String door, String tool, String outcome) {}

    /** Calls of one kind. */
    final class Tally {

        private final Kind kind;
        private final AtomicLong calls = new AtomicLong();

        private Tally(Kind kind) {
            this.kind = kind;
        }

        /** Counts one. @return false if nobody looks at this tally any more; then the call was not counted */
        boolean count() {
            return calls.getAndIncrement() >= 0;
        }

        private void tell() {
            long told = calls.getAndSet(0);
            if (told > 0) {
                String resource = told == 1 ? kind.tool : kind.tool + " (" + told + " calls)";
                recorder.record(kind.principal, kind.door, resource, kind.outcome);
            } else if (calls.compareAndSet(0, RETIRED)) {
                tallies.remove(kind, this);
            }
        }
    }

    private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();
    private final Recorder recorder;

    Tallies(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The tally of successes; it counts until a minute without a call has passed. */
    Tally successes(Principal principal, String door, String tool) {
        return tallies.computeIfAbsent(new Kind(principal, door, tool, "ok"), Tally::new);
    }

    /** Counts one call. */
    void count(Principal principal, String door, String tool, String outcome) {
        Kind kind = new Kind(principal, door, tool, outcome);
        if (tallies.size() >= MOST && !tallies.containsKey(kind)) {
            recorder.record(principal, door, tool, outcome);
            return;
        }
        while (!tallies.computeIfAbsent(kind, Tally::new).count()) {
            Thread.onSpinWait();
        }
    }

    /** Writes what was counted. To be called by one thread at a time. */
    void tell() {
        tallies.values().forEach(Tally::tell);
    }
}
