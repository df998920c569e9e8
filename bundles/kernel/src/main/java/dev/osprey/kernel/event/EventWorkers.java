package dev.osprey.kernel.event;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
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

    private final ThreadPoolExecutor pool;

    @Activate
    public EventWorkers() {
        this(numbered());
    }

    EventWorkers(ThreadFactory threads) {
        pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 20, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * Runs a queue's work on a thread that bears its name meanwhile. Throws, an {@link OutOfMemoryError} for one, if there is no
     * thread to be had.
     *
     * @return false after {@link #close()}: it is not run
     */
    boolean run(String name, Runnable work) {
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
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not run: the event workers have stopped", name);
            return false;
        }
    }

    private static ThreadFactory numbered() {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "osprey-event-idle-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    @Deactivate
    public void close() {
        pool.shutdownNow();
    }
}
