package dev.osprey.shell.command;

import java.util.List;

/**
 * Finds the new lines in two looks at the end of a log: the longest tail of the first look that the second one begins with is known,
 * the rest is new. Lines that all look the same cannot be told apart once more than a window of them was written.
 */
final class LogFollower {

    static final int WINDOW = 2_000;

    private List<String> seen;

    LogFollower(List<String> seen) {
        this.seen = seen;
    }

    /** The end of what has been seen. */
    List<String> last(int lines) {
        return seen.subList(Math.max(0, seen.size() - lines), seen.size());
    }

    /** What is new in the present end of the log. */
    List<String> next(List<String> now) {
        int known = seen.size();
        while (known > 0 && !begins(now, known)) {
            known--;
        }
        seen = now;
        return now.subList(known, now.size());
    }

    private boolean begins(List<String> now, int known) {
        return known <= now.size() && now.subList(0, known).equals(seen.subList(seen.size() - known, seen.size()));
    }
}
