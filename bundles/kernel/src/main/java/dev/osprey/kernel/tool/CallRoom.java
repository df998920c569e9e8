package dev.osprey.kernel.tool;

import dev.osprey.tool.ToolException;
import java.util.HashMap;
import java.util.Map;

/** Counts the calls that run, in all and per tool; nobody waits in a queue. Thread-safe. */
final class CallRoom {

    private volatile int max;
    private volatile int maxPerTool;

    /** Guarded by this. */
    private final Map<String, Integer> running = new HashMap<>();

    /** Guarded by this. */
    private int total;

    CallRoom(int max, int maxPerTool) {
        resize(max, maxPerTool);
    }

    void resize(int newMax, int newMaxPerTool) {
        max = Math.max(1, newMax);
        maxPerTool = Math.max(1, newMaxPerTool);
    }

    /** @throws ToolException {@code busy} if there is no room */
    synchronized void enter(String tool) {
        int ofTool = running.getOrDefault(tool, 0);
        if (ofTool >= maxPerTool || total >= max) {
            throw new ToolException(
                    ToolException.BUSY,
                    ofTool >= maxPerTool
                            ? ofTool + " calls of " + tool + " are running, which is the limit"
                            : total + " calls are running, which is the limit",
                    "Try again when one has ended, or raise max.concurrent in " + ToolConfiguration.PID + ".");
        }
        running.put(tool, ofTool + 1);
        total++;
    }

    synchronized void leave(String tool) {
        running.computeIfPresent(tool, (name, count) -> count == 1 ? null : count - 1);
        total--;
    }

    synchronized int running() {
        return total;
    }

    @Override
    public String toString() {
        return "max.concurrent=" + max + ", max.concurrent.per.tool=" + maxPerTool;
    }
}
