package dev.osprey.process.table;

import dev.osprey.process.stream.ProcessOutput;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of all processes, used again and again, and one clock. Thread-safe. */
final class Watchers implements AutoCloseable {

    private static final String PREFIX = "osprey-process-";
    private static final long IDLE_SECONDS = 30;

    // As many as the processes need, whose number is bounded.
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Watchers::thread);
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = thread(task);
        thread.setName(PREFIX + "clock");
        return thread;
    });

    Watchers() {
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, PREFIX + "idle");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts the work of one process on threads that are named after it. */
    ProcessOutput.Starter of(String process) {
        return (role, work) -> executor(process, role).execute(work);
    }

    Executor executor(String process, String role) {
        String name = PREFIX + process + '-' + role;
        return work -> threads.execute(() -> {
            Thread.currentThread().setName(name);
            try {
                work.run();
            } finally {
                Thread.currentThread().setName(PREFIX + "idle");
            }
        });
    }

    ScheduledFuture<?> after(Duration time, Runnable work) {
        return clock.schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void every(Duration time, Runnable work) {
        clock.scheduleWithFixedDelay(work, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets work that is under way come to its end. */
    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdown();
    }
}
