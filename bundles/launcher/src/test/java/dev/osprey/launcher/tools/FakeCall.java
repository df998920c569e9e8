package dev.osprey.launcher.tools;

import dev.osprey.access.Principal;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A call whose caller may leave. */
final class FakeCall implements ToolCall {

    final BlockingQueue<Object> parts = new LinkedBlockingQueue<>();
    private final Principal principal;
    private Runnable onCancel = () -> {};
    private boolean cancelled;

    FakeCall(Principal principal) {
        this.principal = principal;
    }

    synchronized void cancel() {
        cancelled = true;
        onCancel.run();
    }

    @Override
    public String id() {
        return "call-1";
    }

    @Override
    public Principal principal() {
        return principal;
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized void onCancel(Runnable action) {
        onCancel = action;
        if (cancelled) {
            action.run();
        }
    }

    @Override
    public synchronized void chunk(Object part) {
        if (cancelled) {
            throw new ToolException(ToolException.CANCELLED, "ended", null);
        }
        parts.add(part);
    }

    @Override
    public void progress(double done, String message) {
        throw new UnsupportedOperationException();
    }
}
