package dev.osprey.kernel.registry;

import dev.osprey.registry.RegistryWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wants to be woken after a change. A round begins after every change; changes that come while one is under way share the next,
 * so that a slow one holds up one thread at most. This class is threadsafe.
 */
final class Wakes {

    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);

    private final List<Wake> wakes = new CopyOnWriteArrayList<>();
    private final AtomicInteger due = new AtomicInteger();

    RegistryWatch.Signal add(Runnable action) {
        Wake wake = new Wake(action);
        wakes.add(wake);
        return () -> wakes.remove(wake);
    }

    void fire() {
        if (due.getAndIncrement() > 0) {
            return;
        }
        boolean whole = false;
        try {
            int served;
            do {
                served = due.get();
                wakes.forEach(Wake::run);
            } while (due.addAndGet(-served) > 0);
            whole = true;
        } finally {
            if (!whole) {
                due.set(0);
            }
        }
    }

    /** Compared by identity: the same action may be registered twice. */
    private static final class Wake {

        private final Runnable action;

        Wake(Runnable action) {
            this.action = action;
        }

        void run() {
            try {
                action.run();
            } catch (RuntimeException | LinkageError foreign) {
                LOG.warn("{} failed when it was woken for a change of the registry", action.getClass(), foreign);
            }
        }
    }
}
