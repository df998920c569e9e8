package dev.osprey.process.table;

import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessEntry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trees that have lost their leader: looks after a moment, and then ever less often, whether any of it still lives. One look serves them all.
 * Thread-safe.
 */
final class Remains {

    private static final Logger LOG = LoggerFactory.getLogger(Remains.class);
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATE = Duration.ofSeconds(10);

    private final HostProcesses host;
    private final Watchers watchers;
    private final Set<SpawnedProcess> trees = ConcurrentHashMap.newKeySet();
    // guarded by this
    private Duration pause = SOON;
    // guarded by this
    private boolean soon;
    // guarded by this
    private boolean closed;

    Remains(HostProcesses host, Watchers watchers) {
        this.host = host;
        this.watchers = watchers;
    }

    void add(SpawnedProcess process) {
        trees.add(process);
        synchronized (this) {
            pause = SOON;
            if (!soon) {
                soon = true;
                lookAfter(SOON);
            }
        }
    }

    private void lookAfter(Duration time) {
        if (!closed) {
            watchers.after(time, this::lookAgain);
        }
    }

    private void lookAgain() {
        synchronized (this) {
            soon = false;
        }
        try {
            look();
        } catch (IllegalStateException e) {
            LOG.warn("Cannot see what is left of processes: {}", e.getMessage());
        }
        synchronized (this) {
            if (!trees.isEmpty() && !soon) {
                soon = true;
                pause = pause.multipliedBy(2).compareTo(LATE) < 0 ? pause.multipliedBy(2) : LATE;
                lookAfter(pause);
            }
        }
    }

    /** Settles those of which nothing is left. */
    void look() {
        trees.removeIf(SpawnedProcess::gone);
        List<SpawnedProcess> empty = trees.stream()
                .filter(process -> process.tree().group().exact()
                        && !process.tree().group().populated())
                .toList();
        empty.forEach(this::settle);
        if (trees.stream().anyMatch(process -> !process.tree().group().exact())) {
            List<ProcessEntry> all = host.all();
            trees.stream()
                    .filter(process -> process.tree().members(all).isEmpty())
                    .toList()
                    .forEach(this::settle);
        }
    }

    private void settle(SpawnedProcess process) {
        trees.remove(process);
        process.settle();
    }

    synchronized void close() {
        closed = true;
    }
}
