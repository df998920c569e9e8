package dev.osprey.kernel.tool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which offer has which name. The first by ranking and age has it; the others wait and take over when it goes. Reads are lock-free.
 * Thread-safe.
 */
final class Catalogue {

    /**
     * What a change did.
     *
     * @param removed lost its name, or null
     * @param added has the name now, or null
     * @param shadowed waits because {@code by} has the name, or null
     */
    record Change(Offer removed, Offer added, Offer shadowed, Offer by) {}

    private final ConcurrentSkipListMap<String, Offer> active = new ConcurrentSkipListMap<>();

    /** All offers by service. Guarded by this. */
    private final Map<Long, Offer> byService = new HashMap<>();

    /** All offers by name, the first one active. Guarded by this. */
    private final Map<String, TreeSet<Offer>> byName = new HashMap<>();

    /** Written under the lock only. */
    private volatile long changes;

    synchronized List<Change> add(Offer offer) {
        List<Change> done = new ArrayList<>(remove(offer.serviceId()));
        byService.put(offer.serviceId(), offer);
        TreeSet<Offer> offers = byName.computeIfAbsent(offer.name(), name -> new TreeSet<>(Offer.ORDER));
        offers.add(offer);
        Offer before = active.get(offer.name());
        if (offers.first() != offer) {
            done.add(new Change(null, null, offer, before));
        } else {
            active.put(offer.name(), offer);
            done.add(new Change(before, offer, before, before == null ? null : offer));
        }
        changes = changes + 1;
        return done;
    }

    synchronized List<Change> remove(long serviceId) {
        Offer offer = byService.remove(serviceId);
        if (offer == null) {
            return List.of();
        }
        TreeSet<Offer> offers = byName.get(offer.name());
        offers.remove(offer);
        if (active.get(offer.name()) != offer) {
            return List.of();
        }
        Offer next = offers.isEmpty() ? null : offers.first();
        if (next == null) {
            byName.remove(offer.name());
            active.remove(offer.name());
        } else {
            active.put(offer.name(), next);
        }
        changes = changes + 1;
        return List.of(new Change(offer, next, null, null));
    }

    Offer find(String name) {
        return active.get(name);
    }

    /** Grows after each change. */
    long changes() {
        return changes;
    }

    Collection<Offer> all() {
        return active.values();
    }
}
