package dev.osprey.hub;

import dev.osprey.tool.Tools;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tool table, while there is one, and the thread that begins and cancels calls: a large input takes a while to check, and the
 * audit trail writes to a disk, which no event loop should wait for. What waits for the thread is bounded, because each connection's
 * calls are. This class is threadsafe.
 */
final class CallDesk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CallDesk.class);

    private final AtomicReference<Tools> tools = new AtomicReference<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread caller = new Thread(work, "osprey-hub-calls");
        caller.setDaemon(true);
        return caller;
    });

    void use(Tools present) {
        tools.set(present);
    }

    void drop(Tools gone) {
        tools.compareAndSet(gone, null);
    }

    /** The tool table; null while there is none. */
    Tools tools() {
        return tools.get();
    }

    void execute(Runnable action) {
        try {
            thread.execute(action);
        } catch (RejectedExecutionException stopped) {
            log.debug("The hub stops; no tool is called any more");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
