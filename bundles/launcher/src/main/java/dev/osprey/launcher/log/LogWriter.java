package dev.osprey.launcher.log;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what all logs have taken in, so that a slow disk holds up this thread and no module. Thread-safe. */
final class LogWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final int MOST_FOLLOWERS = 256;
    private static final long RECKONING_MILLIS = 500;

    final Clock clock;
    final LongSupplier nanos;
    // Holds each log at most once: it is bounded by the number of modules.
    private final BlockingQueue<LogStore> waiting = new LinkedBlockingQueue<>();
    private final Set<LogStore> owing = ConcurrentHashMap.newKeySet();
    private final Semaphore followers = new Semaphore(MOST_FOLLOWERS);
    private final Thread thread = new Thread(this::run, "osprey-launcher-log");
    private volatile boolean closed;

    LogWriter() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    LogWriter(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        thread.setDaemon(true);
        thread.start();
    }

    /** Something is to be written. */
    void wake(LogStore store) {
        waiting.add(store);
    }

    /** It has left out lines and must say so soon, even if nothing more comes. */
    void owes(LogStore store) {
        owing.add(store);
    }

    /** Begins a thread that follows a log; a place is free again when it ends. */
    void follower(String module, Runnable task) {
        if (!followers.tryAcquire()) {
            throw new IllegalStateException(
                    "Already " + MOST_FOLLOWERS + " follow logs; end one of them, or ask for pages");
        }
        Thread following = new Thread(
                () -> {
                    try {
                        task.run();
                    } finally {
                        followers.release();
                    }
                },
                "osprey-launcher-log-" + module);
        following.setDaemon(true);
        following.start();
    }

    private void run() {
        try {
            while (!closed) {
                LogStore next = waiting.poll(RECKONING_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    drain(next);
                }
                owing.forEach(this::reckon);
            }
        } catch (InterruptedException e) {
            LOG.debug("The writer of logs ends", e);
        }
    }

    private static void drain(LogStore store) {
        try {
            store.drain();
        } catch (RuntimeException e) {
            LOG.error("A log was not written; the others go on", e);
        }
    }

    private void reckon(LogStore store) {
        // out of the set first: what it leaves out meanwhile puts it in again
        owing.remove(store);
        if (!store.reckoned()) {
            owing.add(store);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
