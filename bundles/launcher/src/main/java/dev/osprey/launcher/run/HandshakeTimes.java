package dev.osprey.launcher.run;

import java.time.Duration;

/**
 * The times of Kite's stop handshake.
 *
 * @param ack how long to wait for {@code module.shutdown.ack}
 * @param cleanup how long a module may clean up at most
 * @param graceSilent from the polite signal to the kill, for a module that gave no ack
 * @param graceReady how long one that said it is ready has to go by itself, and then from the signal to the kill
 * @param graceLate the same, for one that gave an ack and then did not get ready in time
 */
public record HandshakeTimes(
        Duration ack, Duration cleanup, Duration graceSilent, Duration graceReady, Duration graceLate) {

    /** As Kite has them. */
    public static final HandshakeTimes KITE = new HandshakeTimes(
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3));

    private static final Duration KILL = Duration.ofSeconds(3);

    /** The longest that a stop can take. */
    Duration longest() {
        Duration silent = ack.plus(graceSilent);
        Duration late = ack.plus(cleanup).plus(graceLate);
        return (silent.compareTo(late) > 0 ? silent : late).plus(KILL).plusSeconds(1);
    }
}
