package dev.osprey.watchdog.jvm;

import dev.osprey.watchdog.check.Look;

/** One thing of this JVM that is looked at. Called by one thread. */
interface VitalSign extends AutoCloseable {

    /** Such as {@code jvm.heap}. */
    String name();

    /** @param now nanoseconds of the watchdog's own clock */
    Look look(long now);

    @Override
    default void close() {}
}
