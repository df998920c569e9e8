package dev.osprey.web.events;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** {@code POST /api/v1/events}: an event in the caller's name, as a frame of the hub or as a CloudEvent. */
final class Publishing {

    private static final Set<String> TAKEN = Set.of("event", "data", "correlation_id", "causation_id", "traceparent");
    /** Of a whole frame; the hub knows better. */
    private static final Set<String> IGNORED = Set.of("type", "source");

    private final EventHub hub;
    private final AccessControl access;

    Publishing(EventHub hub, AccessControl access) {
        this.hub = hub;
        this.access = access;
    }

    void publish(Exchange exchange) throws IOException {
        Principal principal = exchange.principal();
        Map<String, Object> body = exchange.body();
        String type = Objects.requireNonNullElse(exchange.request().getContentType(), "");
        EventDraft draft = CloudEvent.is(type) ? CloudEvent.draft(body) : draft(body);
        access.check(principal, Permission.EVENT_PUBLISH, draft.subject());
        Event event = publish(draft.from(principal.name()));
        exchange.reply(
                202,
                Json.object(
                        "event_id",
                        event.id(),
                        "event",
                        event.subject(),
                        "source",
                        event.source(),
                        "timestamp",
                        event.time().toString(),
                        "sequence",
                        event.sequence()));
    }

    private Event publish(EventDraft draft) {
        try {
            return hub.publish(draft);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage(), "send data that the hub carries: at most 1 MiB, 63 levels deep");
        }
    }

    private static EventDraft draft(Map<String, Object> body) {
        for (String field : body.keySet()) {
            if (!TAKEN.contains(field) && !IGNORED.contains(field)) {
                throw Refusal.badRequest(
                        "The body has the field " + Text.shown(field),
                        "send event and, as you like, data, correlation_id, causation_id, traceparent; id and time are"
                                + " the hub's");
            }
        }
        return new EventDraft(
                Fields.subject(body, "event"),
                null,
                Fields.data(body),
                Fields.text(body, "correlation_id"),
                Fields.text(body, "causation_id"),
                Fields.text(body, "traceparent"));
    }
}
