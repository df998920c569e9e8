package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInvocation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a tool for as long as somebody waits for the answer. */
final class Waiting {

    private static final long LOOK_MILLIS = 500;

    private final Output output;

    Waiting(Output output) {
        this.output = output;
    }

    Object await(ToolInvocation invocation) {
        CompletableFuture<Object> result = invocation.result().toCompletableFuture();
        while (true) {
            try {
                return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                if (output.abandoned()) {
                    throw cancelled(invocation, "the connection was closed");
                }
            } catch (InterruptedException e) {
                throw cancelled(invocation, "Ctrl-C");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof ToolException tool ? tool : new IllegalStateException(e.getCause());
            }
        }
    }

    private static Failure cancelled(ToolInvocation invocation, String why) {
        invocation.cancel();
        return new Failure(ToolException.CANCELLED, "The call " + invocation.id() + " was cancelled: " + why, null);
    }
}
