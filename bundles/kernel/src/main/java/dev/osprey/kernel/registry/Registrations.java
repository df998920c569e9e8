package dev.osprey.kernel.registry;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.registry.Entry;
import dev.osprey.registry.ModuleIdTakenException;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.registry.UnknownModuleException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Registrations of principals: who may make them, and the leases they live by. Thread-safe. */
final class Registrations implements AutoCloseable {

    private final AccessControl access;
    private final Publisher publisher;
    private final EntryIndex index;
    private final Leases leases;
    private final Clock clock;
    private final Supplier<Limits> limits;

    /** Ended leases whose services are being withdrawn, by service: what their going is told with. */
    private final Map<Long, Lease> ending = new ConcurrentHashMap<>();

    Registrations(
            AccessControl access,
            Publisher publisher,
            EntryIndex index,
            Leases leases,
            Clock clock,
            Supplier<Limits> limits) {
        this.access = access;
        this.publisher = publisher;
        this.index = index;
        this.leases = leases;
        this.clock = clock;
        this.limits = limits;
    }

    Entry register(Principal principal, Registration received) {
        String id = received.moduleId();
        ModuleIds.check(id);
        Lease.Claim claim = claim(principal, id);
        Object named = received.document().get("module_id");
        if (named != null && !named.equals(id)) {
            throw new IllegalArgumentException("The registration of " + id + " has module_id "
                    + (named instanceof String ? named : "of another type") + " in its document; make them equal");
        }
        Limits now = limits.get();
        Registration registration = new Registration(id, DocumentCopy.of(received.document(), now));
        Instant at = clock.instant();
        while (!publish(principal, registration, claim, now, at)) {
            Thread.onSpinWait();
            claim = claim(principal, id);
        }
        return new Entry(id, registration.document(), principal.name(), at, at, now.ttl());
    }

    /**
     * Looks who is registered, then whether this principal still may: who was allowed before a later incarnation registered is not
     * taken for it, see {@link Lease#attach}.
     */
    private Lease.Claim claim(Principal principal, String id) {
        Lease present = leases.find(id);
        String seen = present == null ? Lease.NOBODY : present.registrant();
        access.check(principal, Permission.REGISTRY_WRITE, id);
        return new Lease.Claim(principal.incarnation(), seen);
    }

    /** @return false if the lease ended or another incarnation registered meanwhile: then once more, from the beginning */
    private boolean publish(Principal principal, Registration registration, Lease.Claim claim, Limits now, Instant at) {
        String id = registration.moduleId();
        refuseIfServiceHolds(id);
        Lease lease = leases.claim(id, principal.name(), now);
        if (!lease.holder().equals(principal.name())) {
            throw taken(id, lease.holder(), "wait until it deregisters or its lease runs out");
        }
        Publication publication = publish(principal, registration, lease, at);
        Lease.Attached attached = lease.attach(publication, claim, leases.now(), now.ttl(), at);
        if (attached.obsolete() != null) {
            attached.obsolete().withdraw();
        }
        if (attached.accepted()) {
            yieldToService(lease);
        }
        return attached.accepted();
    }

    private Publication publish(Principal principal, Registration registration, Lease lease, Instant at) {
        boolean published = false;
        try {
            Publication publication = publisher.publish(registration, properties(principal, registration), at);
            published = true;
            return publication;
        } finally {
            if (!published && lease.unused() && lease.end(Fence.NONE)) {
                leases.forget(lease);
            }
        }
    }

    /** A bundle's service may have taken the id between the look and the registration. */
    private void yieldToService(Lease lease) {
        try {
            refuseIfServiceHolds(lease.moduleId());
        } catch (ModuleIdTakenException lost) {
            if (lease.end(Fence.NONE)) {
                leases.forget(lease);
                withdraw(lease);
            }
            throw lost;
        }
    }

    private static Map<String, Object> properties(Principal principal, Registration registration) {
        Map<String, Object> properties = PropertyView.of(registration.document());
        properties.put(Registry.MODULE_ID, registration.moduleId());
        properties.put(ServiceKeys.KIND, Holding.Kind.LEASED.name());
        properties.put(ServiceKeys.HOLDER, principal.name());
        return properties;
    }

    void heartbeat(Principal principal, String id) {
        Lease lease = held(principal, id);
        if (lease == null
                || !lease.touch(Fence.of(principal), leases.now(), limits.get().ttl(), clock.instant())) {
            throw new UnknownModuleException("There is no registration of " + id + " by the present " + principal.name()
                    + "; it ran out, was another run's or never was: register again");
        }
    }

    boolean deregister(Principal principal, String id) {
        Lease lease = held(principal, id);
        if (lease == null || !lease.end(Fence.of(principal))) {
            return false;
        }
        leases.forget(lease);
        withdraw(lease);
        return true;
    }

    private Lease held(Principal principal, String id) {
        ModuleIds.check(id);
        access.check(principal, Permission.REGISTRY_WRITE, id);
        Lease lease = leases.find(id);
        if (lease == null) {
            refuseIfServiceHolds(id);
            return null;
        }
        if (principal.role() != Role.ADMIN && !lease.holder().equals(principal.name())) {
            throw new AccessDeniedException(new Verdict(
                    false,
                    principal.name() + " may not act for " + id + ", which " + lease.holder() + " registered.",
                    "Act as " + lease.holder() + " or as an administrator."));
        }
        return lease;
    }

    private void refuseIfServiceHolds(String id) {
        index.find(id).filter(holding -> holding.kind() != Holding.Kind.LEASED).ifPresent(holding -> {
            throw taken(id, holding.holder(), "choose another id or stop the bundle");
        });
    }

    private static ModuleIdTakenException taken(String id, String holder, String remedy) {
        return new ModuleIdTakenException("The module id " + id + " is held by " + holder + "; " + remedy);
    }

    /** Lets lease time pass; see {@link Leases#tick}. */
    void tick() {
        leases.tick();
    }

    /** Ends what has run out. */
    void sweep() {
        leases.sweep().forEach(this::withdraw);
    }

    private void withdraw(Lease lease) {
        Publication publication = lease.publication();
        if (publication == null) {
            return;
        }
        ending.put(publication.serviceId(), lease);
        try {
            publication.withdraw();
        } finally {
            ending.remove(publication.serviceId());
        }
    }

    /** Whether this service goes because its time ran out. */
    boolean expiring(long serviceId) {
        Lease lease = ending.get(serviceId);
        return lease != null && lease.ranOut();
    }

    /** The lease that a holding lives by, or lived by until it went this moment; null if it has none. */
    Lease lease(Holding holding) {
        Lease lease = leases.find(holding.moduleId());
        return lease != null && lease.carries(holding.serviceId()) ? lease : ending.get(holding.serviceId());
    }

    @Override
    public void close() {
        leases.endAll().forEach(this::withdraw);
    }
}
