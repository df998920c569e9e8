package dev.osprey.watchdog.round;

/** A clock that stands still while the JVM does, or the machine: then nothing grows old that could not be renewed. Used by one thread. */
public final class WatchClock {

    private final long most;
    private long now;
    private long before;
    private boolean started;
    private boolean stoodStill;

    /** @param most nanoseconds that may lie between two ticks; what is more is not counted */
    public WatchClock(long most) {
        this.most = most;
    }

    /** One tick on. */
    public long tick(long nanoTime) {
        long passed = started ? nanoTime - before : 0;
        started = true;
        before = nanoTime;
        stoodStill = passed > most;
        now += Math.min(passed, most);
        return now;
    }

    public long now() {
        return now;
    }

    /** Whether more time has passed since the tick before than should have. */
    public boolean stoodStill() {
        return stoodStill;
    }
}
