package dev.osprey.module;

import java.time.Duration;

/**
 * What happens when a module ends by itself. The n-th delay is {@code delay · factor^(n-1)}, at most {@code maxDelay}, changed by a random part
 * of up to {@code jitter} either way; n begins anew when the module was ready for {@code healthy}.
 *
 * @param healthy zero if the count never begins anew
 * @param limit how many ends within {@code window} are one too many; 0 for no limit
 * @param window zero for all of its life
 */
public record RestartPolicy(
        Mode mode,
        Duration delay,
        double factor,
        Duration maxDelay,
        double jitter,
        Duration healthy,
        int limit,
        Duration window) {

    /** After which ends it is started again. */
    public enum Mode {
        ALWAYS,
        /** Unless it exited with 0. */
        ON_FAILURE,
        NEVER
    }

    /** What a module has that names none. */
    public static final RestartPolicy USUAL = new RestartPolicy(
            Mode.ON_FAILURE,
            Duration.ofMillis(500),
            2,
            Duration.ofSeconds(60),
            0.2,
            Duration.ofSeconds(60),
            0,
            Duration.ZERO);

    /** Kite's: twice at once, then it has failed. */
    public static final RestartPolicy KITE =
            new RestartPolicy(Mode.ALWAYS, Duration.ZERO, 1, Duration.ZERO, 0, Duration.ZERO, 3, Duration.ZERO);

    public static final RestartPolicy NONE =
            new RestartPolicy(Mode.NEVER, Duration.ZERO, 1, Duration.ZERO, 0, Duration.ZERO, 0, Duration.ZERO);
}
