package dev.osprey.kernel.registry;

import java.time.Duration;
import java.time.Instant;

/** The time that a registration has left, and the service that goes when it runs out. Thread-safe. */
final class Lease {

    private final String moduleId;
    private final String holder;

    // All below guarded by this; nothing foreign is called under the lock.
    private Publication publication;
    private Instant registeredAt = Instant.EPOCH;
    private Instant lastHeartbeat = Instant.EPOCH;
    private long term;
    private long deadline;
    private boolean ended;

    Lease(String moduleId, String holder, long now, Duration ttl) {
        this.moduleId = moduleId;
        this.holder = holder;
        this.term = ttl.toNanos();
        this.deadline = now + term;
    }

    String moduleId() {
        return moduleId;
    }

    String holder() {
        return holder;
    }

    /** The outcome of {@link #attach}: whether the lease still runs, and the publication to withdraw, if any. */
    record Attached(boolean accepted, Publication obsolete) {}

    /** Makes a publication the present one and begins the time anew. Of two at once the framework's later one stays. */
    synchronized Attached attach(Publication next, long now, Duration ttl, Instant at) {
        if (ended) {
            return new Attached(false, next);
        }
        registeredAt = at;
        beat(now, ttl, at);
        if (publication != null && publication.serviceId() > next.serviceId()) {
            return new Attached(true, next);
        }
        Publication obsolete = publication;
        publication = next;
        return new Attached(true, obsolete);
    }

    /** @return false if the lease has ended */
    synchronized boolean touch(long now, Duration ttl, Instant at) {
        if (ended || publication == null) {
            return false;
        }
        beat(now, ttl, at);
        return true;
    }

    private void beat(long now, Duration ttl, Instant at) {
        term = ttl.toNanos();
        deadline = now + term;
        lastHeartbeat = at;
    }

    /** Gives back time in which nobody could send a heartbeat, but never more than one full time to live from now. */
    synchronized void extend(long nanos, long now) {
        long fullTerm = now + term;
        long extended = deadline + nanos;
        deadline = extended - fullTerm > 0 ? fullTerm : extended;
    }

    synchronized boolean expired(long now) {
        return !ended && now - deadline >= 0;
    }

    /** Ends it if the time has run out. */
    synchronized boolean endIfExpired(long now) {
        if (!expired(now)) {
            return false;
        }
        ended = true;
        return true;
    }

    /** @return whether this call ended it */
    synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    synchronized boolean unused() {
        return publication == null;
    }

    synchronized Publication publication() {
        return publication;
    }

    synchronized Instant registeredAt() {
        return registeredAt;
    }

    synchronized Instant lastHeartbeat() {
        return lastHeartbeat;
    }
}
