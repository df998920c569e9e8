package dev.osprey.kernel.registry;

import java.time.Duration;
import java.time.Instant;

/** The time that a registration has left, and the service that goes when it runs out. Thread-safe. */
final class Lease {

    /** The registrant of a lease that has no registration yet; no incarnation looks like this. */
    static final String NOBODY = "-";

    private final String moduleId;
    private final String holder;

    // All below guarded by this; nothing foreign is called under the lock.
    private Publication publication;
    private String registrant = NOBODY;
    private Instant registeredAt = Instant.EPOCH;
    private Instant lastHeartbeat = Instant.EPOCH;
    private long deadline;
    private boolean ended;
    private boolean ranOut;

    Lease(String moduleId, String holder, long now, Duration ttl) {
        this.moduleId = moduleId;
        this.holder = holder;
        this.deadline = now + ttl.toNanos();
    }

    String moduleId() {
        return moduleId;
    }

    String holder() {
        return holder;
    }

    /** Who registers: its incarnation, and the one whose registration it saw before it was found to be allowed. */
    record Claim(String incarnation, String seen) {}

    /** The outcome of {@link #attach}: whether it counts, and the publication to withdraw, if any. */
    record Attached(boolean accepted, Publication obsolete) {}

    /**
     * Makes a publication the present one and begins the time anew. Of two at once the framework's later one stays. Not accepted if
     * the lease has ended or another incarnation has registered since the claim: then the claim has to be checked again.
     */
    synchronized Attached attach(Publication next, Claim claim, long now, Duration ttl, Instant at) {
        if (ended || !registrant.equals(claim.seen()) && !registrant.equals(claim.incarnation())) {
            return new Attached(false, next);
        }
        registrant = claim.incarnation();
        if (publication != null && publication.serviceId() > next.serviceId()) {
            deadline = now + ttl.toNanos();
            return new Attached(true, next);
        }
        registeredAt = at;
        beat(now, ttl, at);
        Publication obsolete = publication;
        publication = next;
        return new Attached(true, obsolete);
    }

    /** @return false if the lease has ended or is another incarnation's */
    synchronized boolean touch(Fence fence, long now, Duration ttl, Instant at) {
        if (ended || publication == null || !fence.opensFor(registrant)) {
            return false;
        }
        beat(now, ttl, at);
        return true;
    }

    private void beat(long now, Duration ttl, Instant at) {
        deadline = now + ttl.toNanos();
        lastHeartbeat = at;
    }

    /** Ends it if the time has run out. */
    synchronized boolean endIfExpired(long now) {
        if (ended || now < deadline) {
            return false;
        }
        ended = true;
        ranOut = true;
        return true;
    }

    /** @return whether this call ended it; not if it had ended or is another incarnation's */
    synchronized boolean end(Fence fence) {
        if (ended || !fence.opensFor(registrant)) {
            return false;
        }
        ended = true;
        return true;
    }

    /** Whether it ended because its time had run out. */
    synchronized boolean ranOut() {
        return ranOut;
    }

    synchronized boolean unused() {
        return publication == null;
    }

    synchronized String registrant() {
        return registrant;
    }

    synchronized Publication publication() {
        return publication;
    }

    /** Whether this is the lease that the service lives by. */
    synchronized boolean carries(long serviceId) {
        return publication != null && publication.serviceId() == serviceId;
    }

    synchronized Instant registeredAt() {
        return registeredAt;
    }

    synchronized Instant lastHeartbeat() {
        return lastHeartbeat;
    }
}
