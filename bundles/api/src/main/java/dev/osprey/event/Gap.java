package dev.osprey.event;

/**
 * Events that a subscription did not get.
 *
 * @param reason why
 * @param count how many; exact for {@link Reason#OVERFLOW}, -1 for {@link Reason#EXPIRED}, where nobody knows how many matched
 * @param first for {@link Reason#OVERFLOW} the place of the first in the subscription's own count of matching events, which begins
 *     with 1; for {@link Reason#EXPIRED} the first sequence number that is gone
 * @param last the place, or the number, of the last; where events between were delivered, it is more than {@code first + count - 1}
 */
public record Gap(Reason reason, long count, long first, long last) {

    /** Why events are missing. */
    public enum Reason {
        /** The subscriber was too slow, and its policy dropped them. */
        OVERFLOW,
        /** The stream does not keep them any more. */
        EXPIRED
    }
}
