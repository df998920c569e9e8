package dev.osprey.kernel.event;

import java.util.UUID;

/** Ids of the events of one publisher: a random half that no other has, and the event's number. */
final class EventIds {

    private final long series = UUID.randomUUID().getMostSignificantBits();

    String of(long sequence) {
        return new UUID(series, Long.MIN_VALUE | sequence).toString();
    }
}
