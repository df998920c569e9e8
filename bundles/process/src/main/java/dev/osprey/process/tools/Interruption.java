package dev.osprey.process.tools;

import dev.osprey.tool.ToolCall;

/** Lets the cancelling of a call interrupt the thread that waits for it, until that is over. */
final class Interruption {

    // Guarded by this.
    private Thread waiting = Thread.currentThread();
    private boolean interrupted;

    private Interruption() {}

    static Interruption on(ToolCall call) {
        Interruption interruption = new Interruption();
        call.onCancel(interruption::interrupt);
        return interruption;
    }

    private synchronized void interrupt() {
        if (waiting != null) {
            interrupted = true;
            waiting.interrupt();
        }
    }

    /** Called by the thread that waited. */
    synchronized void over() {
        waiting = null;
        if (interrupted) {
            // It may have come too late to be noticed, and the thread goes on to other calls.
            Thread.interrupted();
        }
    }
}
