package dev.osprey.kernel.tool;

import dev.osprey.tool.ToolException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the calls that run, in all and per tool; nobody waits in a queue. A tool that brings a limit of its own waits more than it works:
 * its calls take no room from the others. Thread-safe.
 */
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

    /**
     * @param own the limit that the tool brings, or 0
     * @throws ToolException {@code busy} if there is no room
     */
    synchronized void enter(String tool, int own) {
        int ofTool = running.getOrDefault(tool, 0);
        if (ofTool >= (own > 0 ? own : maxPerTool)) {
            throw busy(
                    ofTool + " calls of " + tool + " are running, which is the limit",
                    own > 0 ? "." : ", or raise max.concurrent.per.tool in " + ToolConfiguration.PID + ".");
        }
        if (own == 0 && total >= max) {
            throw busy(
                    total + " calls are running, which is the limit",
                    ", or raise max.concurrent in " + ToolConfiguration.PID + ".");
        }
        running.put(tool, ofTool + 1);
        total += own > 0 ? 0 : 1;
    }

    private static ToolException busy(String message, String more) {
        return new ToolException(ToolException.BUSY, message, "Try again when one has ended" + more);
    }

    /** @param own as at {@link #enter} */
    synchronized void leave(String tool, int own) {
        running.computeIfPresent(tool, (name, count) -> count == 1 ? null : count - 1);
        total -= own > 0 ? 0 : 1;
    }

    /** How many run, but for those of tools with a limit of their own. */
    synchronized int running() {
        return total;
    }

    @Override
    public String toString() {
        return "max.concurrent=" + max + ", max.concurrent.per.tool=" + maxPerTool;
    }
}
