package dev.osprey.kernel.registry;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for expired registrations from time to time; the period may change while it runs. */
final class LeaseSweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseSweeper.class);
    private final Registrations registrations;
    private final Supplier<Limits> limits;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread sweeper = new Thread(work, "osprey-registry-sweeper");
        sweeper.setDaemon(true);
        return sweeper;
    });

    LeaseSweeper(Registrations registrations, Supplier<Limits> limits) {
        this.registrations = registrations;
        this.limits = limits;
    }

    void start() {
        thread.schedule(this::sweep, limits.get().sweep().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        try {
            registrations.sweep();
        } catch (RuntimeException foreign) {
            LOG.warn("A listener failed while expired registrations were taken out", foreign);
        } finally {
            if (!thread.isShutdown()) {
                start();
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
