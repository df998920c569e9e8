package dev.osprey.hub;

import dev.osprey.registry.ChangePage;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry that keeps so many changes; of the filter it knows the module's literal id or all. */
final class PlainWatch implements RegistryWatch {

    final AtomicInteger reads = new AtomicInteger();
    private final String epoch;
    private final int kept;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final List<EntryChange> changes = new ArrayList<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

    PlainWatch(String epoch, int kept) {
        this.epoch = epoch;
        this.kept = kept;
    }

    void put(String id, Map<String, Object> document) {
        Entry entry = new Entry(id, document, id, Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(60));
        synchronized (this) {
            entries.put(id, entry);
            changes.add(new EntryChange(new Revision(epoch, changes.size() + 1L), EntryChange.Kind.PUT, entry));
        }
        wakes.forEach(Runnable::run);
    }

    void remove(String id) {
        synchronized (this) {
            Entry gone = entries.remove(id);
            changes.add(new EntryChange(new Revision(epoch, changes.size() + 1L), EntryChange.Kind.DELETE, gone));
        }
        wakes.forEach(Runnable::run);
    }

    /** Documents by id. */
    synchronized Map<String, Object> state() {
        Map<String, Object> state = new TreeMap<>();
        entries.forEach((id, entry) -> state.put(id, entry.document()));
        return state;
    }

    int signals() {
        return wakes.size();
    }

    private static boolean matches(LookupFilter filter, Entry entry) {
        return filter.module().equals("*") || filter.module().equals(entry.moduleId());
    }

    @Override
    public synchronized Revision revision() {
        return new Revision(epoch, changes.size());
    }

    @Override
    public synchronized ChangePage read(LookupFilter filter, Revision after, int most) {
        reads.incrementAndGet();
        if (filter.module().length() > 512) {
            throw new IllegalArgumentException("The glob is too long; shorten it");
        }
        int last = changes.size();
        if (after == null || !after.epoch().equals(epoch) || after.number() > last || after.number() < last - kept) {
            List<EntryChange> all = entries.values().stream()
                    .filter(entry -> matches(filter, entry))
                    .map(entry -> new EntryChange(revision(), EntryChange.Kind.PUT, entry))
                    .toList();
            return new ChangePage(true, all, revision(), false);
        }
        int to = (int) Math.min(last, after.number() + most);
        List<EntryChange> page = changes.subList((int) after.number(), to).stream()
                .filter(change -> matches(filter, change.entry()))
                .toList();
        return new ChangePage(false, page, new Revision(epoch, to), to < last);
    }

    @Override
    public Signal onChange(Runnable wake) {
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }
}
