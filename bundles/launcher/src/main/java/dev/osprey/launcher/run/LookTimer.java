package dev.osprey.launcher.run;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again: soon while a folder is being copied, else at the usual interval. One look at a time. */
final class LookTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LookTimer.class);
    private static final int MOST_LOOKS = 10;

    private final BooleanSupplier look;
    private final Duration usual;
    private final Duration soon;
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledThreadPoolExecutor executor;
    // guarded by lock
    private ScheduledFuture<?> next;

    /** @param look returns whether to look again soon */
    LookTimer(BooleanSupplier look, LauncherSettings settings) {
        this.look = look;
        this.usual = settings.look();
        this.soon = settings.settle();
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "osprey-launcher-look");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start() {
        nudge();
    }

    void nudge() {
        schedule(Duration.ZERO);
    }

    private void schedule(Duration delay) {
        lock.lock();
        try {
            if (next != null) {
                next.cancel(false);
            }
            next = executor.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("No more looks: the launcher stops", closed);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        schedule(lookNow() ? soon : usual);
    }

    private boolean lookNow() {
        lock.lock();
        try {
            return look.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.error("Looking for modules failed; the next look comes in {}", usual, e);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Looks on the calling thread until nothing is being copied any more, though not for ever. */
    void lookUntilSettled() {
        for (int looks = 0; looks < MOST_LOOKS && lookNow(); looks++) {
            LockSupport.parkNanos(soon.toNanos());
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        // A look in progress ends before anything is stopped.
        lock.lock();
        lock.unlock();
    }
}
