package dev.osprey.launcher.run;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;

/** The stop handshake: asks a module to go, and finds out how much grace its process still needs. */
final class Handshake {

    private final BiConsumer<String, Map<String, ?>> publisher;
    private final HandshakeTimes times;

    /** @param publisher takes subject and data */
    Handshake(BiConsumer<String, Map<String, ?>> publisher, HandshakeTimes times) {
        this.publisher = publisher;
        this.times = times;
    }

    /** @return how long to wait between the polite signal and the kill */
    Duration ask(String module, String reason, Incarnation run) {
        run.askShutdown();
        publisher.accept(
                Subjects.SHUTDOWN,
                Map.of(
                        "module_id",
                        module,
                        "reason",
                        reason,
                        "timeout",
                        times.cleanup().toMillis() / 1000.0));
        // A module that is ready at once may skip the ack.
        Waiting.forAny(times.ack(), run.shutdownAck, run.shutdownReady, run.exit);
        if (!run.shutdownAck.isDone() && !run.shutdownReady.isDone()) {
            return times.graceSilent();
        }
        Waiting.forAny(estimate(run.shutdownAck.getNow(Map.of())), run.shutdownReady, run.exit);
        if (!run.shutdownReady.isDone()) {
            return times.graceLate();
        }
        // It goes by itself now; a signal would only spoil its exit code.
        Waiting.forAny(times.graceReady(), run.exit);
        return times.graceReady();
    }

    private Duration estimate(Map<?, ?> ack) {
        if (ack.get("estimated_cleanup") instanceof Number seconds
                && Double.isFinite(seconds.doubleValue())
                && seconds.doubleValue() >= 0) {
            double most = times.cleanup().toMillis() / 1000.0;
            return Duration.ofMillis(Math.round(Math.min(seconds.doubleValue(), most) * 1000));
        }
        return times.cleanup();
    }
}
