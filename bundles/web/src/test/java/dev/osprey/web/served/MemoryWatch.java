package dev.osprey.web.served;

import dev.osprey.registry.ChangePage;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.EntryChange.Kind;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A registry that can be followed: keeps the last changes, and resets whoever comes from before. A module filter is a prefix with a star. */
public final class MemoryWatch implements RegistryWatch {

    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final String epoch;
    private final int keeps;
    private final Set<Runnable> wakes = ConcurrentHashMap.newKeySet();
    private final Map<String, Entry> entries = new TreeMap<>();
    private final List<EntryChange> changes = new ArrayList<>();
    private long number;

    public MemoryWatch(String epoch, int keeps) {
        this.epoch = epoch;
        this.keeps = keeps;
    }

    public void put(String id, Object value) {
        change(Kind.PUT, new Entry(id, Map.of("value", value), "alice", NOW, NOW, Duration.ofSeconds(60)));
    }

    public void delete(String id) {
        Entry entry;
        synchronized (this) {
            entry = entries.get(id);
        }
        change(Kind.DELETE, entry);
    }

    private void change(Kind kind, Entry entry) {
        synchronized (this) {
            changes.add(new EntryChange(new Revision(epoch, ++number), kind, entry));
            if (kind == Kind.PUT) {
                entries.put(entry.moduleId(), entry);
            } else {
                entries.remove(entry.moduleId());
            }
            if (changes.size() > keeps) {
                changes.remove(0);
            }
        }
        wakes.forEach(Runnable::run);
    }

    public int signals() {
        return wakes.size();
    }

    @Override
    public synchronized Revision revision() {
        return new Revision(epoch, number);
    }

    @Override
    public synchronized ChangePage read(LookupFilter filter, Revision after, int most) {
        if (filter.module().length() > 512) {
            throw new IllegalArgumentException("The glob is too long");
        }
        boolean known = after != null
                && after.epoch().equals(epoch)
                && after.number() >= number - changes.size()
                && after.number() <= number;
        if (!known) {
            List<EntryChange> all = entries.values().stream()
                    .filter(entry -> fits(filter, entry))
                    .map(entry -> new EntryChange(revision(), Kind.PUT, entry))
                    .toList();
            return new ChangePage(true, all, revision(), false);
        }
        List<EntryChange> later = changes.stream()
                .filter(change -> change.revision().number() > after.number())
                .limit(most)
                .toList();
        Revision next = later.isEmpty() ? after : later.get(later.size() - 1).revision();
        return new ChangePage(
                false,
                later.stream().filter(change -> fits(filter, change.entry())).toList(),
                next,
                next.number() < number);
    }

    private static boolean fits(LookupFilter filter, Entry entry) {
        return entry.moduleId().startsWith(filter.module().replace("*", ""));
    }

    @Override
    public Signal onChange(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }
}
