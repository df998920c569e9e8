package dev.osprey.kernel.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventRouter;
import dev.osprey.event.Route;
import java.time.Instant;
import java.time.InstantSource;

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
        // A route proves that the subject is valid.
        Route route = router.route(draft.subject());
        check(draft);
        byte[] data = EventJson.write(draft.data());
        return publish(route, draft, source(draft, defaultSource), clock.instant(), data, false);
    }

    private static String source(EventDraft draft, String otherwise) {
        return draft.source() == null ? otherwise : draft.source();
    }

    /** Each of these goes into frames as it is. */
    private static void check(EventDraft draft) {
        check("source", draft.source());
        check("correlationId", draft.correlationId());
        check("causationId", draft.causationId());
        check("traceparent", draft.traceparent());
    }

    private static void check(String field, String value) {
        if (value != null && !value.equals(new String(value.getBytes(UTF_8), UTF_8))) {
            throw new IllegalArgumentException("The " + field + " has half a character; give well-formed Unicode");
        }
    }

    /** Makes the event, still without id and number, and gives it to nobody yet. */
    static Event accept(EventDraft draft, String defaultSource, Instant time) {
        check(draft);
        return new Event(
                null,
                draft.subject(),
                source(draft, defaultSource),
                time,
                EventJson.write(draft.data()),
                draft.correlationId(),
                draft.causationId(),
                draft.traceparent(),
                0);
    }

    /** Gives an accepted event of EventAdmin its number and id, and to everyone who listens but EventAdmin's handlers. */
    Event fromEventAdmin(Event accepted) {
        EventDraft draft = new EventDraft(
                accepted.subject(),
                accepted.source(),
                null,
                accepted.correlationId(),
                accepted.causationId(),
                accepted.traceparent());
        Route route = router.route(accepted.subject());
        return publish(route, draft, accepted.source(), accepted.time(), accepted.data(), true);
    }

    private Event publish(
            Route route, EventDraft draft, String source, Instant time, byte[] data, boolean fromEventAdmin) {
        PublishedBatch batch = new PublishedBatch(draft, source, time, data, fromEventAdmin, ids);
        router.publish(route, batch, null);
        return batch.event();
    }
}
