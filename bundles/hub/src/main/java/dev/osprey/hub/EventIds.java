package dev.osprey.hub;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids for events that came without: UUIDs out of a random prefix and the event's sequence, much cheaper than random ones. */
final class EventIds {

    private static final long HIGH;
    private static final long LOW;

    static {
        SecureRandom random = new SecureRandom();
        HIGH = random.nextLong() & ~0xf000L | 0x8000L;
        LOW = random.nextLong();
    }

    private EventIds() {}

    /** As a JSON string. */
    static byte[] next(long sequence) {
        return Bytes.utf8("\"" + new UUID(HIGH, (LOW ^ sequence) & 0x3fffffffffffffffL | 0x8000000000000000L) + "\"");
    }
}
