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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who holds which module id: the only second structure beside the framework's service registry, and always what a rebuild from the
 * framework would give. The first holder of an id keeps it; the others wait. Reads are lock-free and thread-safe.
 *
 * <p>Beside the ids it knows which fields holders have ({@link Families}) and, where look-ups ask for it, which values
 * ({@link Columns}).
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

    /** How many holders a column takes in before other changes have their turn. */
    private static final int CHUNK = 256;

    private final ConcurrentSkipListMap<String, Holding> holders = new ConcurrentSkipListMap<>();
    private final Families families = new Families();
    private final Columns columns = new Columns();

    /** Columns are made one at a time. */
    private final AtomicBoolean making = new AtomicBoolean();

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
        Holding incumbent = holders.get(holding.moduleId());
        if (incumbent == null) {
            changes.add(new Change(What.APPEARED, hold(holding, null), null));
        } else if (incumbent.serviceId() == holding.serviceId()) {
            changes.add(new Change(What.REPLACED, hold(holding, incumbent), incumbent));
        } else if (holding.supersedes(incumbent)) {
            unwait(holding);
            Holding kept = hold(holding, incumbent);
            await(incumbent);
            changes.add(new Change(What.REPLACED, kept, incumbent));
        } else {
            byService.put(holding.serviceId(), holding);
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
            families.remove(gone);
            columns.replace(gone, null);
            return List.of(new Change(What.GONE, gone, null));
        }
        Holding heir = next(queue.values().iterator().next(), queue);
        unwait(heir);
        return List.of(new Change(What.REPLACED, hold(heir, gone), gone));
    }

    /** Gives an id to its new holder in the place of {@code before}, which may be null. */
    private Holding hold(Holding holding, Holding before) {
        Holding kept = before == null ? families.add(holding) : families.replace(before, holding);
        columns.replace(before, kept);
        byService.put(kept.serviceId(), kept);
        holders.put(kept.moduleId(), kept);
        return kept;
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
                        .allMatch(holding -> holding.sameAs(holders.get(holding.moduleId())))
                && rebuilt.families.agreesWith(families)
                && columns.agreeWith(rebuilt.holders.values());
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

    Families families() {
        return families;
    }

    /** The column of a path, made now if it is not there; null while one is being made. */
    Column column(String path) {
        Column known = columns.find(path);
        if (known != null || !making.compareAndSet(false, true)) {
            return known;
        }
        try {
            return make(path);
        } finally {
            making.set(false);
        }
    }

    private Column make(String path) {
        Column column = begin(path);
        List<Holding> chunk = new ArrayList<>(CHUNK);
        for (Holding holding : holders.values()) {
            chunk.add(holding);
            if (chunk.size() == CHUNK) {
                fill(column, chunk);
                chunk.clear();
            }
        }
        fill(column, chunk);
        column.completed();
        return column;
    }

    private synchronized Column begin(String path) {
        return columns.begin(path);
    }

    /** Changes since these were read have reached the column already: only who still holds its id is added. */
    private synchronized void fill(Column column, List<Holding> chunk) {
        for (Holding holding : chunk) {
            if (holders.get(holding.moduleId()) == holding) {
                column.replace(null, holding);
            }
        }
    }

    int columns() {
        return columns.size();
    }

    int size() {
        return holders.size();
    }
}
