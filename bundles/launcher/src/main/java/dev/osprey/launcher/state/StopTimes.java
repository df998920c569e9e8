package dev.osprey.launcher.state;

import java.time.Duration;

/**
 * The times of the stop handshake.
 *
 * @param asked whether there is a handshake at all; if not, {@code graceSilent} is all it gets
 * @param ack how long to wait for {@code module.shutdown.ack}
 * @param cleanup how long a module may clean up that asks for no more
 * @param most how long it may take with all that it asks for
 * @param graceSilent from the polite signal to the kill, for a module that gave no ack
 * @param graceReady how long one that said it is ready has to go by itself, and then from the signal to the kill
 * @param graceLate the same, for one that gave an ack and then did not get ready in time
 */
public record StopTimes(
        boolean asked,
        Duration ack,
        Duration cleanup,
        Duration most,
        Duration graceSilent,
        Duration graceReady,
        Duration graceLate) {

    /** As Kite has them, with room for those who ask for more. */
    public static final StopTimes KITE = new StopTimes(
            true,
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3));

    /** What a kill and the news of it take at most, after the grace. */
    public static final Duration KILL = Duration.ofSeconds(4);

    private static final Duration LEAST_ACK = Duration.ofMillis(500);

    /** With other times for cleaning up. */
    public StopTimes cleanup(Duration usual, Duration longest) {
        return new StopTimes(asked, ack, usual, longest, graceSilent, graceReady, graceLate);
    }

    /** Without a handshake: it has this long to go. */
    public static StopTimes unasked(Duration grace) {
        return new StopTimes(false, Duration.ZERO, Duration.ZERO, Duration.ZERO, grace, Duration.ZERO, Duration.ZERO);
    }

    /** The longest from the question to the kill, for one that asks for no more. */
    public Duration need() {
        return longest(cleanup);
    }

    /** The longest that a stop can take. */
    public Duration longest() {
        return longest(most).plus(KILL);
    }

    private Duration longest(Duration cleaning) {
        Duration late = ack.plus(cleaning).plus(graceLate);
        Duration silent = ack.plus(graceSilent);
        return late.compareTo(silent) > 0 ? late : silent;
    }

    /** All of it in a part of the time, and no more time for those who ask. */
    public StopTimes scaled(double part) {
        Duration shortAck = times(ack, part);
        return new StopTimes(
                asked,
                shortAck.compareTo(LEAST_ACK) > 0 || ack.compareTo(LEAST_ACK) < 0 ? shortAck : LEAST_ACK,
                times(cleanup, part),
                times(cleanup, part),
                times(graceSilent, part),
                times(graceReady, part),
                times(graceLate, part));
    }

    private static Duration times(Duration time, double part) {
        return Duration.ofNanos(Math.round(time.toNanos() * part));
    }
}
