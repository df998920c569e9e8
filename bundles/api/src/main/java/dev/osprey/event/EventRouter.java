package dev.osprey.event;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The router as doors see it: batches of events in their own encoding go from a publisher to the sinks of a compiled {@link Route}.
 * A door that understands a batch's class passes the encoded bytes on; every other sink asks the batch for {@link Event}s.
 *
 * <p>All publications happen in one order: an event's number is given, the streams keep it and every sink takes it before the next
 * batch is numbered. So each sink sees ascending numbers. Numbers have 16 digits, are exact in a double, and go on after a restart.
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

    /** The number of the last event; at the start, that before the first. */
    long last();

    /**
     * Numbers the batch, keeps it in the streams of its subject, and gives it, on the calling thread, to every sink and to one
     * member of each group, except those that {@code origin} owns.
     *
     * @param origin the {@linkplain EventSink#owner() owner} that does not hear it, or null
     * @throws JournalException if a stream on disk could not keep a {@linkplain EventBatch#strict() strict} batch; then nobody
     *     has got it
     */
    void publish(Route route, EventBatch batch, Object origin);

    /**
     * Runs something between two publications, on the calling thread: what it reads and subscribes fits together. It must be short.
     * It may {@link #publish} and may call {@code inOrder} again: that happens at once, and nobody else publishes before the
     * outermost action has ended. What it throws reaches the caller. Not to be called by {@linkplain EventSink#accept a sink} that
     * is being given a batch: the sinks behind it have not got that batch yet.
     */
    void inOrder(Runnable action);

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
