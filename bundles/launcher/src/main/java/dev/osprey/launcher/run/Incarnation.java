package dev.osprey.launcher.run;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One run of a module: its process and what it has said. Made before the process is, so that nothing it says is missed. */
final class Incarnation {

    final CompletableFuture<Void> ready = new CompletableFuture<>();
    final CompletableFuture<Map<?, ?>> shutdownAck = new CompletableFuture<>();
    final CompletableFuture<Void> shutdownReady = new CompletableFuture<>();
    final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
    private volatile ManagedProcess process;
    private volatile boolean shutdownAsked;

    void attach(ManagedProcess started) {
        process = started;
        started.exit().whenComplete((end, failure) -> exit.complete(end == null ? new ProcessExit(-1, null) : end));
    }

    /** Null until it is spawned. */
    ManagedProcess process() {
        return process;
    }

    /** From here on answers to {@code module.shutdown} count; earlier ones answer nothing. */
    void askShutdown() {
        shutdownAsked = true;
    }

    void onEvent(String subject, Map<?, ?> data) {
        switch (subject) {
            case Subjects.READY -> ready.complete(null);
            case Subjects.SHUTDOWN_ACK -> {
                if (shutdownAsked) {
                    shutdownAck.complete(data);
                }
            }
            case Subjects.SHUTDOWN_READY -> {
                if (shutdownAsked) {
                    shutdownReady.complete(null);
                }
            }
            default -> throw new IllegalArgumentException("Not a module's subject: " + subject);
        }
    }
}
