package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventRouter;
import dev.osprey.event.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Turns drafts into events and routes them. Code in the JVM is trusted: reserved subjects are not checked here. */
final class Publisher {

    private final EventRouter router;
    private final InstantSource clock;
    private final EventIds ids = new EventIds();

    Publisher(EventRouter router, InstantSource clock) {
        this.router = router;
        this.clock = clock;
    }

    Event publish(EventDraft draft, String defaultSource) {
        return route(accept(draft, defaultSource, clock.instant()), false);
    }

    /** Makes the event, still without id and number, and gives it to nobody yet. */
    static Event accept(EventDraft draft, String defaultSource, Instant time) {
        new Subject(draft.subject());
        return new Event(
                null,
                draft.subject(),
                Objects.requireNonNullElse(draft.source(), defaultSource),
                time,
                EventJson.write(draft.data()),
                draft.correlationId(),
                draft.causationId(),
                draft.traceparent(),
                0);
    }

    /** Gives an accepted event its number and id, and to everyone who listens. */
    Event route(Event accepted, boolean fromEventAdmin) {
        PublishedBatch batch = new PublishedBatch(accepted, fromEventAdmin, ids);
        router.publish(router.route(accepted.subject()), batch, null);
        return batch.event();
    }
}
