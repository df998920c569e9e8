package dev.osprey.ipc.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of the methods. What a connection may leave unanswered bounds what waits for them. */
public final class Workers implements AutoCloseable {

    private static final int SHORT = 4;
    private static final int LONG = 1_024;

    private final AtomicInteger numbers = new AtomicInteger();
    private final ThreadPoolExecutor brief = new ThreadPoolExecutor(
            SHORT, SHORT, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> named(work, "worker"));
    private final ThreadPoolExecutor patient = new ThreadPoolExecutor(
            0, LONG, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> named(work, "writer"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, work -> named(work, "methods-timer"));

    public Workers() {
        brief.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    private Thread named(Runnable work, String part) {
        Thread thread = new Thread(work, "osprey-ipc-" + part + "-" + numbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** For what takes milliseconds. */
    public Executor brief() {
        return brief;
    }

    /** For what may wait for others; refuses when very much does. */
    public Executor patient() {
        return patient;
    }

    public ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        patient.shutdownNow();
        brief.shutdown();
    }
}
