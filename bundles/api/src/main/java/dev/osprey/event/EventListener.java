package dev.osprey.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives events, one at a time. Also a whiteboard service: register it with the service property {@link #PATTERNS} and it is
 * subscribed while it is registered.
 *
 * <p>Calls come from one thread at a time, in order. An exception is logged with the listener's name and ends nothing.
 */
@ConsumerType
@FunctionalInterface
public interface EventListener {

    /** Service property of a whiteboard listener: a String or String[] of patterns. */
    String PATTERNS = "osprey.event.patterns";

    /** Handles one event. */
    void onEvent(Event event);

    /** Told, in its place among the events, of what is missing. */
    default void onGap(Gap gap) {}
}
