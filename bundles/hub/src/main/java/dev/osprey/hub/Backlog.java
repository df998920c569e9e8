package dev.osprey.hub;

import java.util.function.Consumer;

/** What waits for one subscription, oldest first. Not thread-safe: its {@link Feed} guards it. */
abstract class Backlog {

    private int events;
    private long bytes;

    /** Adds at the end. */
    abstract void add(Parcel parcel);

    /** Takes the oldest; null if nothing waits. */
    abstract Parcel poll();

    abstract boolean isEmpty();

    /** How many events wait. */
    final int events() {
        return events;
    }

    final long bytes() {
        return bytes;
    }

    /** To be called for what has come. */
    final void enter(Parcel parcel) {
        events += parcel.events;
        bytes += parcel.bytes();
    }

    /** To be called for what goes, before anything of it is changed. */
    final void leave(Parcel parcel) {
        events -= parcel.events;
        bytes -= parcel.bytes();
    }

    /**
     * Gives up the oldest event; words of the hub's stay.
     *
     * @return its place, or 0 if no event waits
     */
    abstract long dropOldest();

    /** Shows all, for a look. */
    abstract void forEach(Consumer<Parcel> look);
}
