package dev.osprey.process.tools;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.tool.ToolCall;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call that remembers what was sent on the way. */
final class FakeCall implements ToolCall {

    final List<Object> chunks = new CopyOnWriteArrayList<>();
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    @Override
    public String id() {
        return "call";
    }

    @Override
    public Principal principal() {
        return Principal.of("tester", Role.OPERATOR);
    }

    @Override
    public Instant deadline() {
        return Instant.MAX;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    /** Whether the tool has begun something that a cancel would end. */
    boolean cancellable() {
        return !actions.isEmpty();
    }

    void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
    }

    @Override
    public void onCancel(Runnable action) {
        actions.add(action);
    }

    @Override
    public void chunk(Object part) {
        chunks.add(part);
    }

    @Override
    public void progress(double done, String message) {}
}
