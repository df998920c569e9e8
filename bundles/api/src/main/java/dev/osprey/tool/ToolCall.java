package dev.osprey.tool;

import dev.osprey.access.Principal;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** One call, as the tool sees it. Thread-safe. */
@ProviderType
public interface ToolCall {

    /** Unique id of the call. */
    String id();

    /** Who calls. */
    Principal principal();

    /** When the call is cancelled at the latest. */
    Instant deadline();

    /** Whether the caller has gone or the deadline has passed. */
    boolean cancelled();

    /** Runs once when the call is cancelled, or now if it already is; the place to end a process. Must not block for long. */
    void onCancel(Runnable action);

    /** Sends a part of the result, a JSON value; it waits while the caller is slow. */
    void chunk(Object part);

    /** Says how far it is, from 0 to 1, and what it does. */
    void progress(double done, String message);
}
