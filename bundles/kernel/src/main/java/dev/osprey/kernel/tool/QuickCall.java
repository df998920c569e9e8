package dev.osprey.kernel.tool;

import dev.osprey.access.Principal;
import dev.osprey.tool.ToolCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A call on the caller's own thread: nobody can cancel it, and nobody looks at parts of it. */
final class QuickCall implements ToolCall {

    private final Principal principal;
    private final Duration limit;

    QuickCall(Principal principal, Duration limit) {
        this.principal = principal;
        this.limit = limit;
    }

    /** Made when asked for: few ask. */
    @Override
    public String id() {
        return UUID.randomUUID().toString();
    }

    @Override
    public Principal principal() {
        return principal;
    }

    @Override
    public Instant deadline() {
        return Clock.systemUTC().instant().plus(limit);
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public void onCancel(Runnable action) {
        // Nothing cancels it.
    }

    @Override
    public void chunk(Object part) {
        // The result is all that is wanted.
    }

    @Override
    public void progress(double done, String message) {
        // It is over before anybody could look.
    }
}
