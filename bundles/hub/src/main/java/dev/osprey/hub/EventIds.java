package dev.osprey.hub;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids for events that came without: UUIDs out of a random prefix and a count, much cheaper than random ones. */
final class EventIds {

    private static final long HIGH;
    private static final long LOW;
    private static final AtomicLong COUNT = new AtomicLong();

    static {
        SecureRandom random = new SecureRandom();
        HIGH = random.nextLong() & ~0xf000L | 0x8000L;
        LOW = random.nextLong();
    }

    private EventIds() {}

    /** As a JSON string. */
    static byte[] next() {
        long sequence = COUNT.incrementAndGet();
        return Bytes.utf8("\"" + new UUID(HIGH, (LOW ^ sequence) & 0x3fffffffffffffffL | 0x8000000000000000L) + "\"");
    }
}
