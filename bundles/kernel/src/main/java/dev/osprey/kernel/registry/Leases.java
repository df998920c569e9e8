package dev.osprey.kernel.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** All leases by module id, in the time of {@link LeaseClock}. Thread-safe. */
final class Leases {

    private final ConcurrentHashMap<String, Lease> leases = new ConcurrentHashMap<>();
    private final LeaseClock clock;

    Leases(LongSupplier ticker) {
        this.clock = new LeaseClock(ticker);
    }

    long now() {
        return clock.now();
    }

    /** To be called every {@link LeaseClock#TICK}; time between calls that is far longer does not count. */
    void tick() {
        clock.tick();
    }

    Lease find(String moduleId) {
        return leases.get(moduleId);
    }

    /** The lease that has the id, made for {@code holder} if nobody has it. The caller compares the holder. */
    Lease claim(String moduleId, String holder, Limits limits) {
        Lease present = leases.get(moduleId);
        if (present != null) {
            return present;
        }
        if (leases.size() >= limits.entries()) {
            throw new IllegalArgumentException("The registry is full with " + limits.entries()
                    + " registrations; deregister some, or raise max.entries in " + RegistryConfiguration.PID);
        }
        Lease fresh = new Lease(moduleId, holder, now(), limits.ttl());
        Lease winner = leases.putIfAbsent(moduleId, fresh);
        return winner == null ? fresh : winner;
    }

    void forget(Lease lease) {
        leases.remove(lease.moduleId(), lease);
    }

    /** Ends what has run out. */
    List<Lease> sweep() {
        long now = now();
        List<Lease> expired = new ArrayList<>();
        for (Lease lease : leases.values()) {
            if (lease.endIfExpired(now)) {
                leases.remove(lease.moduleId(), lease);
                expired.add(lease);
            }
        }
        return expired;
    }

    /** Ends all. */
    List<Lease> endAll() {
        List<Lease> ended = new ArrayList<>();
        for (Lease lease : leases.values()) {
            leases.remove(lease.moduleId(), lease);
            if (lease.end(Fence.NONE)) {
                ended.add(lease);
            }
        }
        return ended;
    }

    int size() {
        return leases.size();
    }
}
