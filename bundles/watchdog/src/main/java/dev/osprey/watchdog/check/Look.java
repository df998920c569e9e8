package dev.osprey.watchdog.check;

/**
 * What a look found.
 *
 * @param reason in words for people; null if all is well
 * @param failures how often in a row it was not well
 * @param detail what was seen, for the evidence, or null
 */
public record Look(Level level, String reason, int failures, String detail) {

    /** From good to bad. */
    public enum Level {
        /** Nothing can be said. */
        UNKNOWN,
        GOOD,
        /** Not well, but not for long enough to count. */
        SUSPECT,
        /** It counts. */
        BAD
    }

    public static final Look GOOD = new Look(Level.GOOD, null, 0, null);
    public static final Look UNKNOWN = new Look(Level.UNKNOWN, null, 0, null);

    /** Nothing can be said, for this reason. */
    public static Look unknown(String reason) {
        return new Look(Level.UNKNOWN, reason, 0, null);
    }

    public static Look suspect(String reason, int failures) {
        return new Look(Level.SUSPECT, reason, failures, null);
    }

    public static Look bad(String reason, int failures) {
        return new Look(Level.BAD, reason, failures, null);
    }

    public boolean is(Level other) {
        return level == other;
    }
}
