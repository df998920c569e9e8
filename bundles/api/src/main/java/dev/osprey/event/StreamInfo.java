package dev.osprey.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A stream as of now.
 *
 * @param name its name
 * @param patterns the subjects that it keeps
 * @param storage {@code memory} or {@code disk}
 * @param fsync whether each append waits for the disk
 * @param events how many it holds
 * @param bytes about how many bytes they take
 * @param first the lowest number that it holds, 0 if it is empty
 * @param last the highest
 * @param oldest when that was accepted, or null
 * @param maxEvents its limits; what is over goes, the oldest first
 * @param maxBytes as above
 * @param maxAge as above
 * @param failures events that it could not keep since the start
 */
public record StreamInfo(
        String name,
        List<String> patterns,
        String storage,
        boolean fsync,
        long events,
        long bytes,
        long first,
        long last,
        Instant oldest,
        long maxEvents,
        long maxBytes,
        Duration maxAge,
        long failures) {}
