package dev.osprey.hub;

import java.util.function.Consumer;

/** What waits for one subscription, oldest first. Not thread-safe: its {@link Feed} guards it. */
interface Backlog {

    /** Adds at the end. */
    void add(Parcel parcel);

    /** Takes the oldest; null if nothing waits. */
    Parcel poll();

    boolean isEmpty();

    int events();

    long bytes();

    /**
     * Gives up the oldest event; words of the hub's stay.
     *
     * @return its place, or 0 if no event waits
     */
    long dropOldest();

    /** Shows all, for a look. */
    void forEach(Consumer<Parcel> look);
}
