package dev.osprey.kernel.registry;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets lease time pass and looks for expired registrations from time to time; the period may change while it runs. */
final class LeaseSweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseSweeper.class);
    private final Registrations registrations;
    private final Supplier<Limits> limits;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread sweeper = new Thread(work, "osprey-registry-sweeper");
        sweeper.setDaemon(true);
        return sweeper;
    });

    /** Ticks since the last sweep; only the thread uses it. */
    private int ticks;

    LeaseSweeper(Registrations registrations, Supplier<Limits> limits) {
        this.registrations = registrations;
        this.limits = limits;
    }

    void start() {
        thread.schedule(this::tick, LeaseClock.TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            registrations.tick();
            if (LeaseClock.TICK.multipliedBy(++ticks).compareTo(limits.get().sweep()) >= 0) {
                ticks = 0;
                sweep();
            }
        } finally {
            if (!thread.isShutdown()) {
                start();
            }
        }
    }

    private void sweep() {
        try {
            registrations.sweep();
        } catch (RuntimeException foreign) {
            LOG.warn("A listener failed while expired registrations were taken out", foreign);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
