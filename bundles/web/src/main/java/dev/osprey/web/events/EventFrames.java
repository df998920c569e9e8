package dev.osprey.web.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.osprey.event.Event;
import dev.osprey.event.Gap;
import dev.osprey.web.http.Json;
import dev.osprey.web.sse.Sse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Events of the hub as server-sent events: the data is the frame that the hub's WebSocket sends, on one line. */
final class EventFrames {

    private static final JsonFactory JSON = new JsonFactory();

    private EventFrames() {}

    static byte[] of(Event event) {
        return Sse.event(event.subject(), event.sequence(), text(event));
    }

    /** Without an id: nobody goes on from what was missing. */
    static byte[] of(Gap gap) {
        return Sse.event(
                "gap",
                null,
                Json.object(
                        "type",
                        "gap",
                        "reason",
                        gap.reason().name().toLowerCase(Locale.ROOT),
                        "count",
                        gap.count(),
                        "first",
                        gap.first(),
                        "last",
                        gap.last()));
    }

    private static byte[] text(Event event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(event.data().length + 300);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "event");
            json.writeStringField("event_id", event.id());
            json.writeStringField("event", event.subject());
            json.writeStringField("source", event.source());
            json.writeStringField("timestamp", event.time().toString());
            json.writeFieldName("data");
            json.writeRawValue(oneLine(new String(event.data(), StandardCharsets.UTF_8)));
            optional(json, "correlation_id", event.correlationId());
            optional(json, "causation_id", event.causationId());
            optional(json, "traceparent", event.traceparent());
            json.writeNumberField("sequence", event.sequence());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A line break in JSON is white space: within a string it would be escaped. */
    private static String oneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
