package dev.osprey.kernel.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** All leases by module id, in monotonic time. Thread-safe. */
final class Leases {

    private final ConcurrentHashMap<String, Lease> leases = new ConcurrentHashMap<>();
    private final LongSupplier ticker;

    /** When the sweep looked last; only the sweeping thread uses it. */
    private long lastSweep;

    Leases(LongSupplier ticker) {
        this.ticker = ticker;
        this.lastSweep = ticker.getAsLong();
    }

    long now() {
        return ticker.getAsLong();
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

    /**
     * Ends what has run out. If this look came late by more than its period, the whole process stood still and nobody could send a
     * heartbeat: then every lease gets that time back first.
     */
    List<Lease> sweep(Duration period) {
        long now = now();
        long late = now - lastSweep - period.toNanos();
        lastSweep = now;
        if (late > period.toNanos()) {
            leases.values().forEach(lease -> lease.extend(late, now));
        }
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
            if (lease.end()) {
                ended.add(lease);
            }
        }
        return ended;
    }

    int size() {
        return leases.size();
    }
}
