package dev.osprey.tool;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** A call under way. */
@ProviderType
public interface ToolInvocation {

    /** Unique id of the call. */
    String id();

    /** Ends with the value, or exceptionally with a {@link ToolException}, never another. */
    CompletionStage<Object> result();

    /** Cancels: the tool's {@link ToolCall#onCancel} actions run, its thread is interrupted, the result is {@code cancelled}. */
    void cancel();

    /**
     * Waits for the value.
     *
     * @throws ToolException if the call failed, timed out, or the waiting thread was interrupted (then it is cancelled)
     */
    Object await();
}
