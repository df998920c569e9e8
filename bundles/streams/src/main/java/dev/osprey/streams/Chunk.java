package dev.osprey.streams;

import dev.osprey.event.Gap;

/**
 * Whole records as they are stored, or a gap; not both. Records below the cursor's number may stand at the beginning.
 *
 * @param gap numbers that are gone, or null
 * @param end whether there is nothing behind it now
 */
record Chunk(byte[] bytes, int length, Gap gap, boolean end) {

    private static final byte[] NOTHING = {};

    static Chunk of(byte[] bytes, int length, boolean end) {
        return new Chunk(bytes, length, null, end);
    }

    static Chunk atEnd() {
        return new Chunk(NOTHING, 0, null, true);
    }

    static Chunk gone(long first, long last) {
        return new Chunk(NOTHING, 0, new Gap(Gap.Reason.EXPIRED, -1, first, last), false);
    }
}
