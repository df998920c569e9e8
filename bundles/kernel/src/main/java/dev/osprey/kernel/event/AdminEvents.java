package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.framework.Filter;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Our events as EventAdmin's and back. */
final class AdminEvents {

    /** The source of what came from EventAdmin without one. */
    static final String SOURCE = "eventadmin";

    private AdminEvents() {}

    /** Gives a handler an event, if it passes its filter. */
    static void hand(Event event, Filter filter, EventHandler handler) {
        String topic = Topics.toTopic(event.subject());
        if (Topics.internal(topic)) {
            return;
        }
        org.osgi.service.event.Event converted = new org.osgi.service.event.Event(topic, properties(event));
        if (filter == null || converted.matches(filter)) {
            handler.handleEvent(converted);
        }
    }

    private static Map<String, Object> properties(Event event) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("id", event.id());
        properties.put("subject", event.subject());
        properties.put("source", event.source());
        properties.put(EventConstants.TIMESTAMP, event.time().toEpochMilli());
        properties.put("sequence", event.sequence());
        put(properties, "correlationId", event.correlationId());
        put(properties, "causationId", event.causationId());
        put(properties, "traceparent", event.traceparent());
        put(properties, "data", EventJson.read(event.data()));
        return properties;
    }

    private static void put(Map<String, Object> properties, String key, Object value) {
        if (value != null) {
            properties.put(key, value);
        }
    }

    /** A draft of EventAdmin's event: {@code data} if it is a Map, else all properties that JSON can say. */
    static EventDraft draft(String subject, org.osgi.service.event.Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (event.getProperty("data") instanceof Map<?, ?> given) {
            JsonView.copy(given, data);
        } else {
            for (String name : event.getPropertyNames()) {
                if (!name.equals(EventConstants.EVENT_TOPIC) && !name.equals("source")) {
                    JsonView.put(data, name, event.getProperty(name));
                }
            }
        }
        String source = event.getProperty("source") instanceof String text && !text.isEmpty() ? text : SOURCE;
        return new EventDraft(
                subject,
                source,
                data,
                text(event, "correlationId"),
                text(event, "causationId"),
                text(event, "traceparent"));
    }

    static Instant time(org.osgi.service.event.Event event, Instant otherwise) {
        return event.getProperty(EventConstants.TIMESTAMP) instanceof Long millis
                ? Instant.ofEpochMilli(millis)
                : otherwise;
    }

    private static String text(org.osgi.service.event.Event event, String name) {
        return event.getProperty(name) instanceof String text ? text : null;
    }
}
