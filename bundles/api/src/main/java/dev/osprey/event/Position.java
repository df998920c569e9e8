package dev.osprey.event;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/**
 * Where a replay begins. Exactly one of the three is meant: {@code last}, else {@code time} if it is not null, else
 * {@code sequence}.
 *
 * @param sequence the first number wanted
 * @param time the events that were accepted at this time or later
 * @param last the last kept event of each subject
 */
public record Position(long sequence, Instant time, boolean last) {

    public Position {
        if (sequence < 0) {
            throw new IllegalArgumentException("The sequence " + sequence + " is negative; numbers begin with 1");
        }
    }

    /** From this number on. */
    public static Position from(long sequence) {
        return new Position(sequence, null, false);
    }

    /** From this time on. */
    public static Position since(Instant time) {
        return new Position(0, Objects.requireNonNull(time, "time"), false);
    }

    /** The last event of each subject, and on from there. */
    public static Position lastOfEach() {
        return new Position(0, null, true);
    }

    /**
     * Reads {@code last}, a number, or a time as RFC 3339.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static Position parse(String text) {
        if (text.equals("last")) {
            return lastOfEach();
        }
        try {
            return text.matches("\\d{1,18}") ? from(Long.parseLong(text)) : since(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no place to begin; give a sequence number, a time such as"
                            + " 2026-01-31T12:00:00Z, or last",
                    e);
        }
    }
}
