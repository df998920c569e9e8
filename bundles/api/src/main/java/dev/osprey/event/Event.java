package dev.osprey.event;

import java.time.Instant;

/**
 * One event, the same record for every door.
 *
 * <p>{@code data} is UTF-8 JSON and is handed over as it is, not copied: treat it as read-only. Parse it on demand with
 * {@link EventHub#read(Event)} or a parser of your own. Because of the array, {@code equals} compares identity of {@code data};
 * compare {@code source} and {@code id} to tell events apart.
 *
 * @param id unique together with {@code source}; a UUID where the hub chose it
 * @param subject a valid {@link Subject}
 * @param source the authenticated publisher: a module id, a bundle's symbolic name or a user name
 * @param time when the publisher says it happened, else when the hub accepted it
 * @param data UTF-8 JSON, never null; the two bytes {@code {}} when the publisher gave none
 * @param correlationId groups the events of one conversation, or null
 * @param causationId the id of the event that caused this one, or null
 * @param traceparent a W3C trace context, or null
 * @param sequence the hub's number of the event; grows from event to event for every subscriber, gaps are allowed
 */
public record Event(
        String id,
        String subject,
        String source,
        Instant time,
        byte[] data,
        String correlationId,
        String causationId,
        String traceparent,
        long sequence) {}
