package dev.osprey.launcher.run;

import dev.osprey.module.ModuleActionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing after another for one module, on a thread that goes when there is nothing to do. */
final class Actor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);
    private static final int MOST_WAITING = 64;

    private final String module;
    private final ThreadPoolExecutor executor;

    Actor(String module) {
        this.module = module;
        this.executor =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "osprey-module-" + module);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Does it in turn; what it throws ends the future. */
    <T> CompletableFuture<T> ask(Supplier<T> action) {
        try {
            return CompletableFuture.supplyAsync(action, executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new ModuleActionException(
                    executor.isShutdown()
                            ? module + " was removed or the launcher stops; look at module.list"
                            : MOST_WAITING + " actions on " + module + " wait already; wait for them"));
        }
    }

    /** Does it in turn, with nobody waiting. */
    void tell(Runnable action) {
        try {
            executor.execute(() -> {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    LOG.error("An action on module {} failed", module, e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Module {} is closed, nothing is done for it any more", module, e);
        }
    }

    /** Takes no more; what waits is still done. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
