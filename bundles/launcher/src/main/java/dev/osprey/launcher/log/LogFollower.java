package dev.osprey.launcher.log;

import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Listener;
import dev.osprey.module.ModuleLogs.Page;
import dev.osprey.module.ModuleLogs.Query;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener of one log, on a thread of its own: from the files until it has caught up, then as lines are written. What a listener does
 * not take in time is counted, and the count comes where the lines would have.
 */
final class LogFollower implements ModuleLogs.Following {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final int MOST_LINES = 10_000;
    private static final int MOST_CHARS = 1 << 20;
    private static final int AT_ONCE = 1_000;

    private final LogStore store;
    private final String after;
    private final Listener listener;
    // all guarded by this
    private List<Line> waiting = new ArrayList<>();
    private long waitingChars;
    private long leftOut;
    private boolean ended;
    private boolean closed;

    LogFollower(LogStore store, String after, Listener listener) {
        this.store = store;
        this.after = after;
        this.listener = listener;
    }

    /** Called by whoever writes the log; never waits. */
    synchronized void offer(List<Line> lines) {
        for (Line line : lines) {
            if (leftOut > 0 || waiting.size() >= MOST_LINES || waitingChars > MOST_CHARS) {
                leftOut++;
            } else {
                waiting.add(line);
                waitingChars += line.text().length();
            }
        }
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    void run() {
        try {
            if (after == null || caughtUp()) {
                live();
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody follows any more", e);
        } catch (RuntimeException e) {
            // the listener is foreign code; it ends, and nothing else does
            LOG.warn("A listener of a module's log failed and hears no more", e);
        } finally {
            store.leave(this);
        }
    }

    private boolean caughtUp() {
        String cursor = after;
        while (!closed()) {
            Page page = store.page(new Query(null, cursor, AT_ONCE, null));
            if (page.reset()) {
                store.join(this);
                listener.onReset();
                return true;
            }
            if (!page.lines().isEmpty()) {
                listener.onLines(page.lines());
                cursor = page.lines().get(page.lines().size() - 1).cursor();
            }
            if (!page.more() && store.joinAt(this, cursor)) {
                return true;
            }
        }
        return false;
    }

    private synchronized boolean closed() {
        return closed;
    }

    private void live() throws InterruptedException {
        boolean over = false;
        while (!over) {
            List<Line> lines;
            long gap;
            boolean last;
            synchronized (this) {
                while (waiting.isEmpty() && leftOut == 0 && !ended && !closed) {
                    wait();
                }
                lines = waiting;
                gap = leftOut;
                last = ended;
                over = ended || closed;
                waiting = new ArrayList<>();
                waitingChars = 0;
                leftOut = 0;
                if (closed) {
                    return;
                }
            }
            tell(lines, gap, last);
        }
    }

    private void tell(List<Line> lines, long gap, boolean last) {
        for (int i = 0; i < lines.size(); i += AT_ONCE) {
            listener.onLines(List.copyOf(lines.subList(i, Math.min(lines.size(), i + AT_ONCE))));
        }
        if (gap > 0) {
            listener.onGap(gap);
        }
        if (last) {
            listener.onEnd();
        }
    }

    /** What the listener is being told meanwhile is the last. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        store.leave(this);
    }
}
