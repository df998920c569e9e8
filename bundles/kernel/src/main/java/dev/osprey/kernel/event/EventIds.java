package dev.osprey.kernel.event;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids of the events of one publisher: a random half that no other has, and the event's number, as a UUID. Not thread-safe: the
 * router gives numbers one after the other.
 */
final class EventIds {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** The last; of the next only the digits of the number differ. */
    private final byte[] text = new UUID(UUID.randomUUID().getMostSignificantBits(), Long.MIN_VALUE)
            .toString()
            .getBytes(StandardCharsets.US_ASCII);

    String of(long sequence) {
        long rest = Long.MIN_VALUE | sequence;
        for (int at = 35; at > 18; at--) {
            if (at != 23) {
                text[at] = HEX[(int) rest & 15];
                rest >>>= 4;
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
