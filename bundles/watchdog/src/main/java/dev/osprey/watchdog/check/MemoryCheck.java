package dev.osprey.watchdog.check;

import dev.osprey.module.WatchSpec;
import dev.osprey.watchdog.check.Samples.Sample;
import java.util.ArrayDeque;
import java.util.Deque;

/** Whether the module uses too much memory, or ever more of it. Three looks in a row count, so that a peak does not. */
final class MemoryCheck implements RunCheck {

    private static final int PARTS = 60;
    private static final int IN_A_ROW = 3;

    private record Mark(long at, long bytes) {}

    private final Samples samples;
    private final WatchSpec spec;
    private final long over;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private Sample before;
    private int failures;
    private Look latest = Look.UNKNOWN;

    MemoryCheck(Samples samples, WatchSpec spec) {
        this.samples = samples;
        this.spec = spec;
        this.over = spec.memoryOver().toNanos();
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void begin(long now) {
        marks.clear();
        before = samples.last();
        failures = 0;
        latest = Look.UNKNOWN;
    }

    @Override
    public Look look(long now) {
        Sample last = samples.last();
        if (last != null && last != before) {
            before = last;
            latest = judge(last.usage().memoryBytes(), now);
        }
        return latest;
    }

    private Look judge(long bytes, long now) {
        String reason = tooMuch(bytes, now);
        if (reason == null) {
            failures = 0;
            return spec.memoryMax() > 0 || full(now) ? Look.GOOD : Look.UNKNOWN;
        }
        failures++;
        return failures >= IN_A_ROW ? Look.bad(reason, failures) : Look.suspect(reason, failures);
    }

    private String tooMuch(long bytes, long now) {
        if (spec.memoryMax() > 0 && bytes > spec.memoryMax()) {
            return "It uses " + mebibytes(bytes) + "; at most " + mebibytes(spec.memoryMax()) + " is allowed";
        }
        if (spec.memoryGrow() == null) {
            return null;
        }
        remember(bytes, now);
        long then = marks.getFirst().bytes();
        if (full(now) && bytes > spec.memoryFloor() && bytes >= then * spec.memoryGrow()) {
            return "It grew from " + mebibytes(then) + " to " + mebibytes(bytes) + " within " + Age.seconds(over);
        }
        return null;
    }

    /** One mark for each part of the time; the oldest is the last one that is old enough. */
    private void remember(long bytes, long now) {
        if (marks.isEmpty() || now - marks.getLast().at() >= over / PARTS) {
            marks.addLast(new Mark(now, bytes));
        }
        while (marks.size() > 1 && now - second().at() >= over) {
            marks.removeFirst();
        }
    }

    private Mark second() {
        var all = marks.iterator();
        all.next();
        return all.next();
    }

    private boolean full(long now) {
        return !marks.isEmpty() && now - marks.getFirst().at() >= over;
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
