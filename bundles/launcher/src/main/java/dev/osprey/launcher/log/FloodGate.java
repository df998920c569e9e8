package dev.osprey.launcher.log;

import java.util.concurrent.TimeUnit;

/** Lets so many lines through in a second, and so many characters, and counts the others. For one thread at a time. */
final class FloodGate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int CHARS_PER_LINE = 1024;

    private final int most;
    private long begun;
    private int lines;
    private long chars;
    private long left;
    private long due;

    FloodGate(int linesPerSecond, long now) {
        this.most = linesPerSecond;
        this.begun = now;
    }

    boolean admit(int length, long now) {
        turn(now);
        if (lines >= most || chars >= (long) most * CHARS_PER_LINE) {
            left++;
            return false;
        }
        lines++;
        chars += length;
        return true;
    }

    /** Counts one that was let through and found no room. */
    void leaveOut() {
        left++;
    }

    /** Whether some were left out and nobody has been told. */
    boolean owes() {
        return left + due > 0;
    }

    /** How many were left out in seconds that are over, once. */
    long reckon(long now) {
        turn(now);
        long count = due;
        due = 0;
        return count;
    }

    /** How many were left out so far, once. */
    long reckonAll() {
        long count = due + left;
        due = 0;
        left = 0;
        return count;
    }

    private void turn(long now) {
        if (now - begun >= SECOND) {
            begun = now;
            lines = 0;
            chars = 0;
            due += left;
            left = 0;
        }
    }
}
