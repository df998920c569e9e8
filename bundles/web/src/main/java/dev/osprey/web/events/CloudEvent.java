package dev.osprey.web.events;

import dev.osprey.event.EventDraft;
import dev.osprey.web.http.Refusal;
import java.util.Locale;
import java.util.Map;

/**
 * One CloudEvent 1.0 in the structured mode of its JSON format, as a draft. What it says of its source is not believed, and its id
 * and time are not kept: the hub gives these.
 */
final class CloudEvent {

    private static final String JSON = "application/json";

    private CloudEvent() {}

    /** Whether a content type means one. */
    static boolean is(String contentType) {
        String type = contentType.strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/cloudevents-batch")) {
            throw new Refusal(
                    415,
                    "unsupported_media_type",
                    "The content type is a batch of CloudEvents",
                    "send them one at a time as application/cloudevents+json");
        }
        return type.startsWith("application/cloudevents+json");
    }

    static EventDraft draft(Map<String, Object> body) {
        String version = Fields.needed(body, "specversion");
        if (!version.equals("1.0")) {
            throw Refusal.badRequest("The specversion is not 1.0", "send a CloudEvent of version 1.0");
        }
        Fields.needed(body, "id");
        Fields.needed(body, "source");
        if (body.containsKey("data_base64")) {
            throw Refusal.badRequest("The data is binary", "send JSON in the field data");
        }
        String type = Fields.text(body, "datacontenttype");
        String media = type == null ? JSON : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals(JSON) && !media.endsWith("+json")) {
            throw Refusal.badRequest("The datacontenttype is not JSON", "send JSON data, and application/json there");
        }
        return new EventDraft(
                Fields.subject(body, "type"),
                null,
                Fields.data(body),
                Fields.text(body, "correlationid"),
                Fields.text(body, "causationid"),
                Fields.text(body, "traceparent"));
    }
}
