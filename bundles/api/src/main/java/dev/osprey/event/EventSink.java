package dev.osprey.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes batches from the router. Called on the publisher's thread, by several publishers at once: it must be thread-safe, must not
 * block and must not throw; it writes to a channel or puts into a bounded queue of its own.
 */
@ConsumerType
@FunctionalInterface
public interface EventSink {

    /** Takes one batch; it may be kept only as its class allows. */
    void accept(EventBatch batch);
}
