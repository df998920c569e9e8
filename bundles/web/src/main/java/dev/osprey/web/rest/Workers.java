package dev.osprey.web.rest;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the REST door: up to {@value #WRITERS} write answers, with {@value #QUEUE} waiting. What does not fit is written by
 * the thread that finished the call, so nothing is lost and the queue is bounded.
 */
final class Workers implements Executor, AutoCloseable {

    private static final int WRITERS = 8;
    private static final int QUEUE = 256;

    private final ThreadPoolExecutor writers;
    private final ScheduledThreadPoolExecutor ticker;
    private final Duration tick;

    Workers(Duration tick) {
        this.tick = tick;
        writers = new ThreadPoolExecutor(
                WRITERS,
                WRITERS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                named("osprey-web-reply-"),
                (task, pool) -> task.run());
        writers.allowCoreThreadTimeOut(true);
        ticker = new ScheduledThreadPoolExecutor(2, named("osprey-web-tick-"));
        ticker.setRemoveOnCancelPolicy(true);
        ticker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable task) {
        writers.execute(task);
    }

    /** Runs an action again and again, unless this is closed. @return what ends that */
    Runnable everyTick(Runnable action) {
        try {
            return ticking(action);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    private Runnable ticking(Runnable action) {
        ScheduledFuture<?> ticks =
                ticker.scheduleWithFixedDelay(action, tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS);
        return () -> ticks.cancel(false);
    }

    /** Lets the answers under way out for two seconds, then interrupts. */
    @Override
    public void close() {
        ticker.shutdownNow();
        writers.shutdown();
        try {
            if (!writers.awaitTermination(2, TimeUnit.SECONDS)) {
                writers.shutdownNow();
            }
        } catch (InterruptedException e) {
            writers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
