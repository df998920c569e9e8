package dev.osprey.hub;

import dev.osprey.registry.RegistryWatch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry as connections watch it, while there is one, and the thread that reads it for them, so that no event loop has to.
 * At most one turn of each connection waits for the thread. This class is threadsafe.
 */
final class WatchDesk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WatchDesk.class);

    private final HubStats stats;
    private final Set<Watches> watching = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Source> source = new AtomicReference<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread reader = new Thread(work, "osprey-hub-watch");
        reader.setDaemon(true);
        return reader;
    });

    private record Source(RegistryWatch registry, RegistryWatch.Signal signal) {
        void close() {
            signal.close();
        }
    }

    WatchDesk(HubStats stats) {
        this.stats = stats;
    }

    /** Reads from this registry now. */
    void use(RegistryWatch registry) {
        Source before = source.getAndSet(new Source(registry, registry.onChange(this::wake)));
        if (before != null) {
            before.close();
        }
        wake();
    }

    /** Reads from this registry no more; watches wait for the next one. */
    void drop(RegistryWatch registry) {
        Source present = source.get();
        if (present != null && present.registry() == registry && source.compareAndSet(present, null)) {
            present.close();
        }
    }

    /** The registry; null while there is none. */
    RegistryWatch registry() {
        Source present = source.get();
        return present == null ? null : present.registry();
    }

    void add(Watches watches) {
        watching.add(watches);
    }

    void remove(Watches watches) {
        watching.remove(watches);
    }

    /** How many watches are open. */
    int count() {
        return watching.stream().mapToInt(Watches::size).sum();
    }

    void countResets(int begun) {
        stats.watchResets.add(begun);
    }

    /** On the changing thread: everybody has a look soon. */
    private void wake() {
        if (!due.get() && due.compareAndSet(false, true)) {
            execute(() -> {
                due.set(false);
                watching.forEach(Watches::wake);
            });
        }
    }

    void execute(Runnable turn) {
        try {
            thread.execute(turn);
        } catch (RejectedExecutionException stopped) {
            log.debug("The hub stops; nobody is told of changes any more");
        }
    }

    @Override
    public void close() {
        Source last = source.getAndSet(null);
        if (last != null) {
            last.close();
        }
        thread.shutdownNow();
    }
}
