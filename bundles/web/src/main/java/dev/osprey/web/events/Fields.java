package dev.osprey.web.events;

import dev.osprey.event.Subject;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The fields of a body. */
final class Fields {

    /** The same as on the hub's WebSocket, in bytes. */
    private static final int LONGEST = 255;

    private Fields() {}

    static String needed(Map<String, Object> body, String field) {
        String text = text(body, field);
        if (text == null) {
            throw Refusal.badRequest("The body has no " + field, "send the field " + field + ", a string");
        }
        return text;
    }

    /** @return null if it is not there */
    static String text(Map<String, Object> body, String field) {
        Object value = body.get(field);
        if (value == null) {
            return null;
        }
        boolean fine = value instanceof String text
                && !text.isEmpty()
                && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
        if (!fine) {
            throw Refusal.badRequest(
                    "The field " + field + " is no string of 1 to " + LONGEST + " bytes", "send one, or leave it out");
        }
        return (String) value;
    }

    static String subject(Map<String, Object> body, String field) {
        return new Subject(needed(body, field)).value();
    }

    static Object data(Map<String, Object> body) {
        Object data = body.get("data");
        // a draft without data means an empty object
        return data == null && body.containsKey("data") ? Json.write(null) : data;
    }
}
