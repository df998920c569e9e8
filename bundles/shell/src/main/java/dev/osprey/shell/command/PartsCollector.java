package dev.osprey.shell.command;

import dev.osprey.tool.ToolObserver;
import java.util.ArrayList;
import java.util.List;

/** Keeps the first parts of a result, up to a bound, and counts the rest. Thread-safe. */
final class PartsCollector implements ToolObserver {

    static final int MOST = 10_000;

    private final List<Object> kept = new ArrayList<>(); // guarded by this
    private long leftOut; // guarded by this

    @Override
    public synchronized void onChunk(Object part) {
        if (kept.size() < MOST) {
            kept.add(part);
        } else {
            leftOut++;
        }
    }

    synchronized List<Object> kept() {
        return new ArrayList<>(kept);
    }

    synchronized long leftOut() {
        return leftOut;
    }
}
