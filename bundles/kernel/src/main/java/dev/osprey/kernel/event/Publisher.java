package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventRouter;
import dev.osprey.event.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Turns drafts into events and routes them. Code in the JVM is trusted: reserved subjects are not checked here. */
final class Publisher {

    private final EventRouter router;
    private final InstantSource clock;

    /** What the ids of these events have in common, and no others: the rest is the router's sequence. */
    private final long series = UUID.randomUUID().getMostSignificantBits();

    Publisher(EventRouter router, InstantSource clock) {
        this.router = router;
        this.clock = clock;
    }

    Event publish(EventDraft draft, String defaultSource) {
        Event event = accept(draft, defaultSource, clock.instant());
        route(event, false);
        return event;
    }

    /** Makes the event, but gives it to nobody yet. */
    Event accept(EventDraft draft, String defaultSource, Instant time) {
        new Subject(draft.subject());
        byte[] data = EventJson.write(draft.data());
        long sequence = router.nextSequence();
        return new Event(
                id(sequence),
                draft.subject(),
                Objects.requireNonNullElse(draft.source(), defaultSource),
                time,
                data,
                draft.correlationId(),
                draft.causationId(),
                draft.traceparent(),
                sequence);
    }

    private String id(long sequence) {
        return new UUID(series, Long.MIN_VALUE | sequence).toString();
    }

    void route(Event event, boolean fromEventAdmin) {
        router.publish(router.route(event.subject()), new PublishedBatch(event, fromEventAdmin), null);
    }
}
