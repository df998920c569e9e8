package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.hub.json.JsonRefusedException;
import dev.osprey.hub.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writes an event of the hub's as a CloudEvent in JSON. Values stay as they came, byte for byte. Used by one thread at a time. */
final class CloudEventText {

    /** What has a place of its own, or none, in a CloudEvent. */
    private static final Set<String> PLACED = Set.of(
            "type",
            "event_id",
            "event",
            "source",
            "timestamp",
            "data",
            "sequence",
            "correlation_id",
            "causation_id",
            "datacontenttype",
            "subscription",
            "specversion",
            "id",
            "time");

    private final JsonScanner json = new JsonScanner();

    void write(byte[] b, int from, int to, Bytes out) {
        Map<String, byte[]> event = values(b, from, to);
        out.put(Bytes.utf8("{\"specversion\":\"1.0\""));
        put("id", event.get("event_id"), out);
        put("source", JsonText.quote(reference(text(event.get("source")))), out);
        put("type", event.get("event"), out);
        put("time", time(event.get("timestamp")), out);
        put("datacontenttype", event.getOrDefault("datacontenttype", Bytes.utf8("\"application/json\"")), out);
        put("data", event.get("data"), out);
        put("correlationid", event.get("correlation_id"), out);
        put("causationid", event.get("causation_id"), out);
        event.forEach((name, value) -> {
            if (!PLACED.contains(name) && isAttribute(name, value)) {
                put(name, value, out);
            }
        });
        put("sequence", Bytes.utf8("\"" + new String(event.get("sequence"), StandardCharsets.US_ASCII) + "\""), out);
        out.put('}');
    }

    private static void put(String name, byte[] value, Bytes out) {
        if (value != null) {
            out.put(Bytes.utf8(",\"" + name + "\":"));
            out.put(value);
        }
    }

    private Map<String, byte[]> values(byte[] b, int from, int to) {
        Map<String, byte[]> values = new LinkedHashMap<>();
        try {
            json.scan(b, from, to);
        } catch (JsonRefusedException more) {
            // The hub has added to a frame that had nearly as many keys as it may have.
            JsonText.tree(b, from, to)
                    .properties()
                    .forEach(member -> values.put(
                            member.getKey(), Bytes.utf8(member.getValue().toString())));
            return values;
        }
        for (int i = 0; i < json.size(); i++) {
            String name = new String(b, json.keyFrom(i), json.keyTo(i) - json.keyFrom(i), StandardCharsets.UTF_8);
            values.put(name, java.util.Arrays.copyOfRange(b, json.from(i), json.to(i)));
        }
        return values;
    }

    /** Whether the standard has a place for it: a short name, and a value that is a string, a boolean or an integer. */
    private static boolean isAttribute(String name, byte[] value) {
        boolean named = !name.isEmpty() && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
        if (!named || value[0] == '{' || value[0] == '[' || value[0] == 'n') {
            return false;
        }
        JsonNode node = JsonText.tree(value, 0, value.length);
        return node.isTextual() || node.isBoolean() || node.canConvertToInt() && node.isIntegralNumber();
    }

    private static String text(byte[] value) {
        return JsonText.tree(value, 0, value.length).asText();
    }

    /** A name as a relative reference: what a URI cannot hold is escaped. */
    private static String reference(String name) {
        StringBuilder escaped = new StringBuilder();
        for (byte c : Bytes.utf8(name)) {
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
            escaped.append(plain ? String.valueOf((char) c) : String.format("%%%02X", c));
        }
        return escaped.toString();
    }

    /** As the publisher wrote it, if that is RFC 3339; null if it is no time at all. */
    private static byte[] time(byte[] value) {
        JsonNode time = JsonText.tree(value, 0, value.length);
        try {
            if (time.isTextual() && OffsetDateTime.parse(time.textValue()) != null) {
                return value;
            }
        } catch (DateTimeException otherForm) {
            return converted(time);
        }
        return converted(time);
    }

    private static byte[] converted(JsonNode time) {
        try {
            return Bytes.utf8("\"" + EventDecoder.time(time.isNumber(), time.asText()) + "\"");
        } catch (DateTimeException | ArithmeticException | NumberFormatException none) {
            return null;
        }
    }
}
