package dev.osprey.kernel.tool;

import dev.osprey.access.Principal;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * One call. The first outcome wins: the tool's value or error, the deadline, a cancellation. Once it is decided nothing more is
 * delivered; a delivery in progress is interrupted, and the outcome is told when it has ended.
 */
final class Call implements ToolCall, ToolInvocation {

    private final String id = UUID.randomUUID().toString();
    private final ToolRequest request;
    private final Instant deadline;
    private final ToolObserver observer;
    private final Consumer<Runnable> canceller;
    private final Consumer<String> audit;
    private final CompletableFuture<Object> result = new CompletableFuture<>();

    // All below guarded by this; nothing foreign is called under the lock.
    private final List<Runnable> cancelActions = new ArrayList<>();
    private Thread worker;
    private boolean decided;
    private boolean cancelled;
    private boolean delivering;
    private Runnable told;

    /**
     * @param canceller runs what is to be done at a cancellation, on a thread that may wait
     * @param audit takes the outcome, once, before anyone else learns it
     */
    Call(
            ToolRequest request,
            Instant deadline,
            ToolObserver observer,
            Consumer<Runnable> canceller,
            Consumer<String> audit) {
        this.request = request;
        this.deadline = deadline;
        this.observer = observer;
        this.canceller = canceller;
        this.audit = audit;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Principal principal() {
        return request.principal();
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    ToolRequest request() {
        return request;
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                if (!decided) {
                    cancelActions.add(action);
                }
                return;
            }
        }
        action.run();
    }

    @Override
    public void chunk(Object part) {
        Object copy = JsonValues.copy(part);
        deliver(() -> observer.onChunk(copy));
    }

    @Override
    public void progress(double done, String message) {
        double bounded = done >= 0 ? Math.min(1, done) : 0;
        deliver(() -> observer.onProgress(bounded, message));
    }

    private synchronized void beginDelivery() {
        if (decided) {
            throw new ToolException(
                    ToolException.CANCELLED, "The call " + id + " has ended; nobody takes its parts any more", null);
        }
        delivering = true;
    }

    private void deliver(Runnable delivery) {
        // Parts go out one at a time even if the tool works with several threads.
        synchronized (observerLock()) {
            beginDelivery();
            try {
                delivery.run();
            } finally {
                Runnable pending = endDelivery();
                if (pending != null) {
                    pending.run();
                }
            }
        }
    }

    private Object observerLock() {
        return result;
    }

    private synchronized Runnable endDelivery() {
        delivering = false;
        Runnable pending = told;
        told = null;
        return pending;
    }

    /** Says which thread does the work. @return false if the call has ended before it began */
    synchronized boolean begin(Thread thread) {
        worker = decided ? null : thread;
        return !decided;
    }

    /** Says that the thread does something else now, so that it is not interrupted any more. */
    synchronized void end() {
        worker = null;
    }

    /** @return whether this was the first outcome */
    boolean succeed(Object value) {
        return decide(false, "ok", () -> result.complete(value));
    }

    /** @return whether this was the first outcome */
    boolean fail(ToolException failure) {
        return decide(false, failure.code(), () -> result.completeExceptionally(failure));
    }

    /** As {@link #fail}, and stops the tool. */
    boolean stop(ToolException failure) {
        return decide(true, failure.code(), () -> result.completeExceptionally(failure));
    }

    @Override
    public void cancel() {
        stop(new ToolException(
                ToolException.CANCELLED, "The call " + id + " of " + request.tool() + " was cancelled", null));
    }

    private boolean decide(boolean stopping, String outcome, Runnable completing) {
        Runnable telling = () -> {
            audit.accept(outcome);
            completing.run();
        };
        List<Runnable> actions;
        boolean now;
        synchronized (this) {
            if (decided) {
                return false;
            }
            decided = true;
            cancelled = stopping;
            actions = List.copyOf(cancelActions);
            cancelActions.clear();
            if (stopping && worker != null) {
                worker.interrupt();
            }
            now = !delivering;
            if (delivering) {
                told = telling;
            }
        }
        if (now) {
            telling.run();
        }
        if (stopping) {
            actions.forEach(canceller);
        }
        return true;
    }

    /** Tells the outcome although a delivery is stuck in the observer. */
    void tellAnyway() {
        Runnable pending;
        synchronized (this) {
            pending = told;
            told = null;
        }
        if (pending != null) {
            pending.run();
        }
    }

    @Override
    public CompletionStage<Object> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public Object await() {
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            cancel();
            throw new ToolException(
                    ToolException.CANCELLED, "The wait for the call " + id + " was interrupted", null, interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ToolException failure) {
                throw failure;
            }
            throw new IllegalStateException("The call " + id + " ended in an unexpected way", failed.getCause());
        }
    }
}
