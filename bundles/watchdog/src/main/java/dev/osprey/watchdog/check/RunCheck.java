package dev.osprey.watchdog.check;

/**
 * One thing that is looked at in one run of a module. Called by one thread, and never blocks. Times are nanoseconds of the watchdog's own clock,
 * which stands still while the JVM does.
 */
public interface RunCheck extends AutoCloseable {

    String name();

    Look look(long now);

    /** The watching begins, or begins anew: what was before does not count. */
    default void begin(long now) {}

    /** The JVM stood still: what was under way meanwhile proves nothing. */
    default void stoodStill() {}

    @Override
    default void close() {}
}
