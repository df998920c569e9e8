package dev.osprey.event;

import java.util.Map;
import java.util.Objects;

/**
 * An event before the hub has accepted it.
 *
 * @param subject a valid {@link Subject}
 * @param source the publisher, or null for the symbolic name of the publishing bundle
 * @param data what JSON can say: a Map with String keys, a List, a String, a Number, a Boolean or null; or a {@code byte[]} that
 *     already holds UTF-8 JSON
 * @param correlationId or null
 * @param causationId or null
 * @param traceparent or null
 */
public record EventDraft(
        String subject, String source, Object data, String correlationId, String causationId, String traceparent) {

    public EventDraft {
        Objects.requireNonNull(subject, "subject");
    }

    /** A draft with a subject and data only. */
    public static EventDraft of(String subject, Map<String, ?> data) {
        return new EventDraft(subject, null, data, null, null, null);
    }

    /** The same draft, published in the name of {@code source}. */
    public EventDraft from(String source) {
        return new EventDraft(subject, source, data, correlationId, causationId, traceparent);
    }
}
