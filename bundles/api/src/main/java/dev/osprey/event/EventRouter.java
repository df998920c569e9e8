package dev.osprey.event;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The router as doors see it: batches of events in their own encoding go from a publisher to the sinks of a compiled {@link Route}.
 * A door that understands a batch's class passes the encoded bytes on; every other sink asks the batch for {@link Event}s.
 *
 * <p>Thread-safe. The router holds a sink only between {@link #subscribe} and {@link #remove}.
 */
@ProviderType
public interface EventRouter {

    /**
     * The receivers of a subject as of now. Cheap to ask again; keep it and ask {@link Route#current()} before each use.
     *
     * @throws InvalidSubjectException if the subject is not valid
     */
    Route route(String subject);

    /** The next sequence number, for a door that encodes it into the event itself. */
    long nextSequence();

    /** Gives the batch to every sink of the route except {@code origin}, on the calling thread. {@code origin} may be null. */
    void publish(Route route, EventBatch batch, EventSink origin);

    /**
     * Adds a pattern to a sink. A sink with several matching patterns still gets each event once. Adding it twice changes nothing.
     *
     * @throws InvalidSubjectException if the pattern is not valid
     */
    void subscribe(String pattern, EventSink sink);

    /** Takes a pattern from a sink; does nothing if it was not there. */
    void unsubscribe(String pattern, EventSink sink);

    /** Takes all patterns from a sink. */
    void remove(EventSink sink);
}
