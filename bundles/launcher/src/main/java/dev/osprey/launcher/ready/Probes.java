package dev.osprey.launcher.ready;

import dev.osprey.module.ReadyCheck;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Looks at the ports of modules that start. Thread-safe. */
public final class Probes implements AutoCloseable {

    private static final int THREADS = 2;

    private final ScheduledThreadPoolExecutor executor;

    /** One that is looked at; to be closed when it is no longer wanted. */
    public interface Watch extends AutoCloseable {

        /** What the last look has seen, for people: {@code nobody listens on port 9000}; null before the first. */
        String remark();

        @Override
        void close();
    }

    public Probes() {
        AtomicInteger number = new AtomicInteger();
        executor = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "osprey-launcher-ready-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Looks again and again until a module is ready. A port that another process had before the module came does not make it ready.
     *
     * @param check of kind {@code PORT} or {@code HTTP}
     * @param members ids of the module's processes now; called by a thread of this class
     * @param ready called once, by a thread of this class; it must not wait
     */
    public Watch watch(ReadyCheck check, Supplier<List<Long>> members, Runnable ready) {
        Probe probe = new Probe(check, members, ready);
        probe.begin(executor);
        return probe;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
