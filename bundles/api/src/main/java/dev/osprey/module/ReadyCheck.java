package dev.osprey.module;

import java.time.Duration;

/**
 * How one sees that a module is ready.
 *
 * @param port on 127.0.0.1, for {@link Kind#PORT} and {@link Kind#HTTP}
 * @param path for {@link Kind#HTTP}
 * @param leastStatus the lowest status that is good, for {@link Kind#HTTP}
 * @param mostStatus the highest
 * @param interval between two looks
 */
public record ReadyCheck(
        Kind kind, int port, String path, int leastStatus, int mostStatus, Duration interval, OnTimeout onTimeout) {

    /** By what. */
    public enum Kind {
        /** It publishes {@code module.ready}. */
        EVENT,
        /** It runs. */
        SPAWN,
        /** It has ended with 0: it does something once. */
        EXIT,
        /** It listens. */
        PORT,
        /** It answers. */
        HTTP
    }

    /** What happens if it is not ready in time. */
    public enum OnTimeout {
        /** It is waited for further, and {@link ModuleStatus#why()} says so. */
        WAIT,
        RESTART,
        FAIL
    }

    /** What a module has that names none. */
    public static final ReadyCheck USUAL =
            new ReadyCheck(Kind.EVENT, 0, null, 200, 299, Duration.ofMillis(500), OnTimeout.WAIT);
}
