package dev.osprey.kernel.event;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for the queues. There is no upper bound but that of the queues: one runs on one thread at most, so a stuck listener takes
 * its own thread and nobody else's.
 */
@Component(service = EventWorkers.class)
public final class EventWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventWorkers.class);

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 20, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    /** Runs a queue's work on a thread that bears its name meanwhile. After {@link #close()} does nothing. */
    void run(String name, Runnable work) {
        try {
            pool.execute(() -> {
                Thread thread = Thread.currentThread();
                String own = thread.getName();
                thread.setName("osprey-event-" + name);
                try {
                    work.run();
                } finally {
                    thread.setName(own);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not run: the event workers have stopped", name);
        }
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "osprey-event-idle-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    @Deactivate
    public void close() {
        pool.shutdownNow();
    }
}
