package dev.osprey.launcher.run;

import dev.osprey.module.ModuleActionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What became of an action on a module. */
final class Outcome {

    private Outcome() {}

    static <T> T await(CompletableFuture<T> action) {
        try {
            return action.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleActionException("Nobody waits for the outcome any more; the action goes on");
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
