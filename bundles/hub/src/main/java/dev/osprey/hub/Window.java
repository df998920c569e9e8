package dev.osprey.hub;

import java.util.concurrent.TimeUnit;

/** How many bytes may be on their way to the network; who brings more waits. This class is threadsafe. */
final class Window {

    private final int most;
    /** Guarded by this. */
    private long used;
    /** Guarded by this. */
    private boolean closed;

    Window(int most) {
        this.most = most;
    }

    /**
     * Waits until there is room; what is larger than the whole window goes alone.
     *
     * @return false if there was none in time, or nothing goes out any more
     */
    synchronized boolean enter(int bytes, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (!closed && used > 0 && used + bytes > most) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        if (!closed) {
            used += bytes;
        }
        return !closed;
    }

    synchronized void leave(int bytes) {
        used -= bytes;
        notifyAll();
    }

    /** Nothing goes out any more; nobody waits. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
