package dev.osprey.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes batches from the router. Called on the publisher's thread, one batch at a time in the order of their numbers: it must not
 * block, must not throw and must not publish; it writes to a channel or puts into a bounded queue of its own.
 */
@ConsumerType
@FunctionalInterface
public interface EventSink {

    /** Takes one batch. */
    void accept(EventBatch batch);

    /** Whether it may hold on to a batch after the call; if none of a route's sinks does, a door need not copy what it publishes. */
    default boolean keepsBatches() {
        return true;
    }

    /**
     * The group that it belongs to, or null. Of all sinks of one group that a subject reaches, one gets each event. Must not
     * change while it is subscribed.
     */
    default String group() {
        return null;
    }

    /** Whom it serves; sinks of one owner do not hear what that owner publishes. Must not change while it is subscribed. */
    default Object owner() {
        return this;
    }

    /** Whether it has room; a group passes over members that have none, as long as one has. */
    default boolean ready() {
        return true;
    }
}
