package dev.osprey.process.tools;

import dev.osprey.tool.ToolCall;

/** Lets the cancelling of a call interrupt the thread that waits for it, for as long as it is open. */
final class Interruption implements AutoCloseable {

    // Guarded by this.
    private Thread waiting = Thread.currentThread();

    private Interruption() {}

    static Interruption on(ToolCall call) {
        Interruption interruption = new Interruption();
        call.onCancel(interruption::interrupt);
        return interruption;
    }

    private synchronized void interrupt() {
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    @Override
    public synchronized void close() {
        waiting = null;
    }
}
