package dev.osprey.event;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Receives events in batches; see {@link EventListener} for threading and errors. */
@ConsumerType
@FunctionalInterface
public interface EventBatchListener {

    /** Handles what has queued up, in order; never empty. The list must not be kept. */
    void onEvents(List<Event> events);

    /** Told, in its place among the events, of what is missing. */
    default void onGap(Gap gap) {}
}
