package dev.osprey.ipc.stream;

/** How many bytes more the other side wants to be sent. Thread-safe. */
final class Credit {

    /** More than this nobody can want at a time. */
    static final long MOST = 64L << 20;

    /** Guarded by this, as all below. */
    private long left;

    private boolean closed;

    Credit(long first) {
        left = checked(first, 0);
    }

    private static long checked(long more, long have) {
        if (more < 1 || more > MOST - have) {
            throw new IllegalArgumentException("A credit of " + more + " bytes on top of " + have
                    + "; give a number above 0, and at most " + MOST + " in all");
        }
        return have + more;
    }

    /**
     * Adds to it.
     *
     * @return what there is now
     * @throws IllegalArgumentException if that would be too much
     */
    synchronized long add(long more) {
        left = checked(more, left);
        notifyAll();
        return left;
    }

    /**
     * Takes up to so many.
     *
     * @param waits whether to wait for the first one
     * @return how many; 0 if there is none, -1 once closed
     */
    synchronized int take(int wanted, boolean waits) throws InterruptedException {
        while (waits && left == 0 && !closed) {
            wait();
        }
        if (closed) {
            return -1;
        }
        int taken = (int) Math.min(wanted, left);
        left -= taken;
        return taken;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
