package dev.osprey.watchdog.course;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts acts within a window. Used by one thread. */
public final class Acts {

    private final Deque<Long> taken = new ArrayDeque<>();

    /** When one more is allowed; 0 for now. */
    public long freeAt(int most, long window, long now) {
        while (!taken.isEmpty() && now - taken.peekFirst() >= window) {
            taken.removeFirst();
        }
        if (taken.size() < most) {
            return 0;
        }
        return taken.isEmpty() ? now + window : taken.peekFirst() + window;
    }

    public void take(long now) {
        taken.addLast(now);
    }

    /** The last one came to nothing. */
    public void giveBack() {
        taken.pollLast();
    }

    public void clear() {
        taken.clear();
    }
}
