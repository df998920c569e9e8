package dev.osprey.hub;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** What one principal may have of the hub, over all its connections. This class is threadsafe. */
final class Quotas {

    private final int maxConnections;
    private final int maxRate;
    private final LongSupplier clock;
    private final ConcurrentMap<String, Share> shares = new ConcurrentHashMap<>();

    /** Replaced, never changed. */
    private record Share(int connections, Quota quota) {}

    Quotas(Limits limits, LongSupplier clock) {
        this.maxConnections = limits.principalConnections();
        this.maxRate = limits.principalRate();
        this.clock = clock;
    }

    /**
     * Counts a connection that wants to come; the administrator's are bounded by those of all only.
     *
     * @return whether there is room; then it has to {@link #leave}
     */
    boolean enter(Principal principal) {
        boolean[] entered = {true};
        shares.compute(principal.name(), (name, share) -> {
            if (share == null) {
                return new Share(1, new Quota(maxRate, clock));
            }
            entered[0] = share.connections < maxConnections || principal.role() == Role.ADMIN;
            return entered[0] ? new Share(share.connections + 1, share.quota) : share;
        });
        return entered[0];
    }

    /** A connection has gone. With the last one its principal's count of events starts anew. */
    void leave(Principal principal) {
        shares.computeIfPresent(
                principal.name(),
                (name, share) -> share.connections == 1 ? null : new Share(share.connections - 1, share.quota));
    }

    LongSupplier clock() {
        return clock;
    }

    /** Where a principal that is here draws from. */
    Quota of(Principal principal) {
        Share share = shares.get(principal.name());
        return share == null ? new Quota(maxRate, clock) : share.quota;
    }
}
