package dev.osprey.launcher.run;

import dev.osprey.module.ModuleActionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What became of an action on a module. */
final class Outcome {

    private Outcome() {}

    /** @param most how long to wait; the action goes on after that */
    static <T> T await(CompletableFuture<T> action, Duration most) {
        try {
            return action.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleActionException("Nobody waits for the outcome any more; the action goes on");
        } catch (TimeoutException e) {
            throw new ModuleActionException(
                    "There is no outcome after " + most.toSeconds() + " s; the action goes on, look at module.why");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModuleActionException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(
                    "An action on a module failed; this is a fault of the launcher", e.getCause());
        }
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
