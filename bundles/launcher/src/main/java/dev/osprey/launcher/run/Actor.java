package dev.osprey.launcher.run;

import dev.osprey.module.ModuleActionException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing after another for one module, on whatever thread is free; nothing it does may wait. What people ask for is bounded. What a
 * run, a timer or a look says is never refused: there are only so many of each at a time.
 */
final class Actor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);
    private static final int MOST_ASKED = 64;

    private final String module;
    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean closed;

    Actor(String module, Executor executor) {
        this.module = module;
        this.executor = executor;
    }

    /** Does it in turn; what it throws ends the future. */
    <T> CompletableFuture<T> ask(Supplier<CompletableFuture<T>> action) {
        if (closed) {
            return refused(module + " was removed or the launcher stops; look at module.list");
        }
        if (asked.incrementAndGet() > MOST_ASKED) {
            asked.decrementAndGet();
            return refused(MOST_ASKED + " actions on " + module + " wait already; wait for them");
        }
        CompletableFuture<T> outcome = new CompletableFuture<>();
        add(() -> {
            asked.decrementAndGet();
            try {
                action.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        outcome.complete(value);
                    } else {
                        outcome.completeExceptionally(Outcome.cause(failure));
                    }
                });
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    private static <T> CompletableFuture<T> refused(String why) {
        return CompletableFuture.failedFuture(new ModuleActionException(why));
    }

    /** Does it in turn, with nobody waiting. */
    void tell(Runnable action) {
        add(action);
    }

    private void add(Runnable task) {
        tasks.add(task);
        if (open.getAndIncrement() == 0) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                LOG.debug("The launcher has stopped, nothing is done for {} any more", module, e);
            }
        }
    }

    private void drain() {
        do {
            try {
                tasks.remove().run();
            } catch (RuntimeException e) {
                LOG.error("An action on module {} failed", module, e);
            }
        } while (open.decrementAndGet() > 0);
    }

    /** Takes no more from people; what waits is still done. */
    @Override
    public void close() {
        closed = true;
    }
}
