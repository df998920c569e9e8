package dev.osprey.watchdog.course;

/**
 * What may be done about a module.
 *
 * @param acts whether it may be restarted at all, now
 * @param restarts how many within {@code window}
 * @param window nanoseconds
 * @param allRestarts how many of all modules within {@code allWindow}
 * @param allWindow nanoseconds
 */
public record Terms(boolean acts, int restarts, long window, int allRestarts, long allWindow) {

    /** Nothing is done. */
    public static final Terms WATCH = new Terms(false, 0, 1, 0, 1);
}
