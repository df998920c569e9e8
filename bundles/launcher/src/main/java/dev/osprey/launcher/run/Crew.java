package dev.osprey.launcher.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The launcher's threads. While nothing happens there is one, the clock's. Thread-safe. */
final class Crew implements AutoCloseable {

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor steps = pool("step", Math.max(2, Math.min(4, CORES)));
    private final ThreadPoolExecutor starts = pool("start", Math.max(4, CORES));
    // A kill waits for its grace, and none may wait for another: as many as there are modules.
    private final ThreadPoolExecutor ends;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, named("clock"));

    /** @param mostModules how many there can be */
    Crew(int mostModules) {
        ends = new ThreadPoolExecutor(
                0, 2 * mostModules, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), named("end"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadPoolExecutor pool(String name, int threads) {
        // Bounded by what fills it: a module has at most one step and one start in it.
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "osprey-launcher-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** For what never waits. */
    Executor steps() {
        return steps;
    }

    /** For making runs. @throws RejectedExecutionException when closed */
    void start(Runnable task) {
        starts.execute(task);
    }

    /** For ending runs. @throws RejectedExecutionException when closed */
    void end(Runnable task) {
        ends.execute(task);
    }

    /** Does something that does not wait after a while; nothing when closed. */
    Future<?> after(Duration delay, Runnable task) {
        try {
            return clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        clock.shutdown();
        starts.shutdown();
        ends.shutdown();
        steps.shutdown();
    }
}
