package dev.osprey.kernel.registry;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to change the index: what a change did stands in the log before the next one begins, so that the order of the log is
 * that of the index, and whoever sees a revision finds all changes up to it in the index. This class is threadsafe.
 */
final class IndexWriter {

    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);

    private final EntryIndex index;
    private final ChangeLog log;
    private final EntryView view;
    private final Wakes wakes;

    IndexWriter(EntryIndex index, ChangeLog log, EntryView view, Wakes wakes) {
        this.index = index;
        this.log = log;
        this.view = view;
        this.wakes = wakes;
    }

    List<EntryIndex.Change> put(Holding holding) {
        List<EntryIndex.Change> changes;
        synchronized (this) {
            changes = index.put(holding);
            changes.forEach(this::note);
        }
        return told(changes);
    }

    List<EntryIndex.Change> remove(long serviceId) {
        List<EntryIndex.Change> changes;
        synchronized (this) {
            changes = index.remove(serviceId);
            changes.forEach(this::note);
        }
        return told(changes);
    }

    private void note(EntryIndex.Change change) {
        Holding holding = change.holding();
        switch (change.what()) {
            case APPEARED -> log.add(null, view.of(holding), 0);
            case REPLACED -> {
                Holding other = change.other();
                log.add(view.of(other), view.of(holding), other.leaves().weight());
            }
            case GONE -> log.add(view.of(holding), null, holding.leaves().weight());
            default -> LOG.debug("{} waits for {}", holding.serviceId(), holding.moduleId());
        }
    }

    private List<EntryIndex.Change> told(List<EntryIndex.Change> changes) {
        if (!changes.isEmpty()) {
            wakes.fire();
        }
        return changes;
    }
}
