package dev.osprey.event;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Events of one publisher and one subject, in order; or a page of kept events of several. Whoever is called with a batch may use it
 * during the call; a sink that {@linkplain EventSink#keepsBatches() says so} may keep it.
 */
@ConsumerType
public interface EventBatch {

    /** How many there are, at least 1. */
    int size();

    /** The events, decoded at the first call; thread-safe, the list is immutable. */
    List<Event> events();

    /** About how many bytes the batch keeps alive; lets a queue bound its memory as well as its length. 0 if not known. */
    default int weight() {
        return 0;
    }

    /** Called once, by the router, before anybody sees the batch: its events get the numbers {@code first, first + 1, …}. */
    void number(long first);

    /**
     * Whether nobody may get it unless every stream could keep it: its publisher is told. If not, it goes out also when a disk is
     * full, and the stream counts the failure.
     */
    default boolean strict() {
        return false;
    }

    /**
     * Called by the router before a sink that keeps batches sees one which was made for sinks that do not: what it is made of must
     * be its own from now on.
     */
    default void own() {}

    /** Shows each event, in order, as the JSON object that the hub's WebSocket sends for it. */
    void texts(TextVisitor visitor);

    /** One of its events, from 0, as a batch of its own. */
    EventBatch only(int index);

    /** Sees events as JSON text. */
    @ConsumerType
    @FunctionalInterface
    interface TextVisitor {

        /** One event; the bytes are UTF-8 and valid during the call only. */
        void text(String subject, long sequence, byte[] bytes, int from, int to);
    }
}
