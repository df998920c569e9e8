package dev.osprey.hub;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has become of the events of a subscription, or of all of one connection. Accepted ones may come from any thread, the rest is
 * written by the connection's event loop only; any thread may read.
 */
final class Tally {

    private final AtomicLong accepted = new AtomicLong();
    private volatile long written;
    private volatile long dropped;
    private volatile long discarded;

    /** @return how many have been accepted before */
    long accept(int events) {
        return accepted.getAndAdd(events);
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void write(long events) {
        written += events;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void drop(long events) {
        dropped += events;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    void discard(long events) {
        discarded += events;
    }

    long accepted() {
        return accepted.get();
    }

    /** Written to the socket. */
    long written() {
        return written;
    }

    /** Lost to a slow client that has been told so. */
    long dropped() {
        return dropped;
    }

    /** On their way when the subscription or the connection ended. */
    long discarded() {
        return discarded;
    }

    /** What is on its way: in queues, handed to the socket, or lost and not told yet. */
    long queued() {
        return Math.max(0, accepted() - written - dropped - discarded);
    }

    void view(Map<String, Object> view) {
        view.put("accepted", accepted());
        view.put("written", written);
        view.put("dropped", dropped);
        view.put("discarded", discarded);
        view.put("queued_events", queued());
    }
}
