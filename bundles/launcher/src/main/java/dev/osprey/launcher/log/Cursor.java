package dev.osprey.launcher.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a line: a file, known by its first line so that it keeps its name when it moves aside and over restarts, and where in it the
 * line begins.
 */
record Cursor(long file, long offset) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})-([0-9]{1,15})");
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int HASHED = 512;

    static Optional<Cursor> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new Cursor(Long.parseUnsignedLong(matcher.group(1), 16), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** The name of a file that begins with these bytes, by FNV-1a. They hold its first line, or as much of it as counts. */
    static long nameOf(byte[] beginning) {
        long hash = FNV_BASIS;
        for (int i = 0; i < Math.min(beginning.length, HASHED) && beginning[i] != '\n'; i++) {
            hash = (hash ^ (beginning[i] & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** How many bytes of a file tell its name at most. */
    static int hashed() {
        return HASHED;
    }

    @Override
    public String toString() {
        return String.format("%016x-%d", file, offset);
    }
}
