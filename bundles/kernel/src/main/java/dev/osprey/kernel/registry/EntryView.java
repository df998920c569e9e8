package dev.osprey.kernel.registry;

import dev.osprey.registry.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** A holding as others see it, with what its lease knows. */
final class EntryView {

    private final Function<Holding, Lease> leases;
    private final Supplier<Limits> limits;

    EntryView(Function<Holding, Lease> leases, Supplier<Limits> limits) {
        this.leases = leases;
        this.limits = limits;
    }

    Entry of(Holding holding) {
        boolean leased = holding.kind() == Holding.Kind.LEASED;
        Lease lease = leased ? leases.apply(holding) : null;
        Instant since = lease == null ? holding.since() : lease.registeredAt();
        Instant seen = lease == null ? since : lease.lastHeartbeat();
        Duration ttl = leased ? limits.get().ttl() : null;
        return new Entry(holding.moduleId(), holding.document(), holding.holder(), since, seen, ttl);
    }
}
