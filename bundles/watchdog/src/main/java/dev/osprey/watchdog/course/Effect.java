package dev.osprey.watchdog.course;

/** What a step of a {@link Course} asks for. Times are nanoseconds. */
public sealed interface Effect {

    String check();

    /** Collect evidence, and answer with {@link Course#collected}. */
    record Collect(String check, String reason, long incarnation) implements Effect {}

    /** Restart that run, and answer with {@link Course#acted}. */
    record Restart(String check, String reason, long incarnation) implements Effect {}

    /** @param ago since when it is not well */
    record Unhealthy(
            String check, String reason, int failures, long ago, long incarnation, boolean acts, String evidence)
            implements Effect {}

    /** @param after how long it was not well */
    record Recovered(String check, long after, int restarts, long incarnation) implements Effect {}

    /** @param ahead after what time it is tried again; -1 for never */
    record GaveUp(String check, int restarts, long window, long ahead, String evidence) implements Effect {}
}
