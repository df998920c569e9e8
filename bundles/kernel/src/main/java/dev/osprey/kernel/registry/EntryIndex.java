package dev.osprey.kernel.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Who holds which module id: the only second structure beside the framework's service registry, and always what a rebuild from the
 * framework would give. The first holder of an id keeps it; the others wait. Reads are lock-free and thread-safe.
 */
final class EntryIndex {

    /** What a change did to one id, in the order in which it happened. */
    record Change(What what, Holding holding, Holding other) {}

    enum What {
        /** {@code holding} has the id now, nobody had it before. */
        APPEARED,
        /** {@code holding} took the place of {@code other} or says something new. */
        REPLACED,
        /** {@code holding} is gone and nobody has the id. */
        GONE,
        /** {@code holding} wants the id that {@code other} keeps. */
        CLASH
    }

    private final ConcurrentSkipListMap<String, Holding> holders = new ConcurrentSkipListMap<>();

    /** All holdings, those that wait included. Guarded by this. */
    private final Map<Long, Holding> byService = new HashMap<>();

    /** Holdings that wait for an id, by id. Guarded by this. */
    private final Map<String, TreeMap<Long, Holding>> waiting = new HashMap<>();

    synchronized List<Change> put(Holding holding) {
        List<Change> changes = new ArrayList<>(2);
        Holding before = byService.get(holding.serviceId());
        if (before != null) {
            if (before.sameAs(holding)) {
                return changes;
            }
            if (!before.moduleId().equals(holding.moduleId())) {
                changes.addAll(remove(holding.serviceId()));
                before = null;
            }
        }
        byService.put(holding.serviceId(), holding);
        Holding incumbent = holders.get(holding.moduleId());
        if (incumbent == null) {
            holders.put(holding.moduleId(), holding);
            changes.add(new Change(What.APPEARED, holding, null));
        } else if (incumbent.serviceId() == holding.serviceId()) {
            holders.put(holding.moduleId(), holding);
            changes.add(new Change(What.REPLACED, holding, incumbent));
        } else if (holding.supersedes(incumbent)) {
            unwait(holding);
            holders.put(holding.moduleId(), holding);
            await(incumbent);
            changes.add(new Change(What.REPLACED, holding, incumbent));
        } else {
            await(holding);
            if (before == null && !incumbent.supersedes(holding)) {
                changes.add(new Change(What.CLASH, holding, incumbent));
            }
        }
        return changes;
    }

    synchronized List<Change> remove(long serviceId) {
        Holding gone = byService.remove(serviceId);
        if (gone == null) {
            return List.of();
        }
        String id = gone.moduleId();
        if (holders.get(id).serviceId() != serviceId) {
            unwait(gone);
            return List.of();
        }
        TreeMap<Long, Holding> queue = waiting.get(id);
        if (queue == null) {
            holders.remove(id);
            return List.of(new Change(What.GONE, gone, null));
        }
        Holding heir = next(queue.values().iterator().next(), queue);
        unwait(heir);
        holders.put(id, heir);
        return List.of(new Change(What.REPLACED, heir, gone));
    }

    private static Holding next(Holding first, TreeMap<Long, Holding> queue) {
        Holding best = first;
        for (Holding candidate : queue.values()) {
            if (candidate.supersedes(best)) {
                best = candidate;
            }
        }
        return best;
    }

    private void await(Holding holding) {
        waiting.computeIfAbsent(holding.moduleId(), id -> new TreeMap<>()).put(holding.serviceId(), holding);
    }

    private void unwait(Holding holding) {
        waiting.computeIfPresent(holding.moduleId(), (id, queue) -> {
            queue.remove(holding.serviceId());
            return queue.isEmpty() ? null : queue;
        });
    }

    /** What the index would hold if it were built now from these services, an id that is held staying with its holder. */
    synchronized boolean agreesWith(List<Holding> services) {
        EntryIndex rebuilt = new EntryIndex();
        services.stream()
                .sorted(Comparator.comparing((Holding service) -> !isHolder(service))
                        .thenComparingLong(Holding::serviceId))
                .forEach(rebuilt::put);
        return rebuilt.byService.keySet().equals(byService.keySet())
                && rebuilt.holders.keySet().equals(holders.keySet())
                && rebuilt.holders.values().stream()
                        .allMatch(holding -> holding.sameAs(holders.get(holding.moduleId())));
    }

    private boolean isHolder(Holding service) {
        Holding holder = holders.get(service.moduleId());
        return holder != null && holder.serviceId() == service.serviceId();
    }

    Optional<Holding> find(String moduleId) {
        return Optional.ofNullable(holders.get(moduleId));
    }

    /** Holders by id; a live view, safe to walk. */
    NavigableMap<String, Holding> holders() {
        return holders;
    }

    int size() {
        return holders.size();
    }
}
