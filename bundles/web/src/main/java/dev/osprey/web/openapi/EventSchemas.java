package dev.osprey.web.openapi;

import static dev.osprey.web.http.Schema.any;
import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.text;
import static dev.osprey.web.http.Schema.time;

import dev.osprey.web.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON Schemas of events. */
final class EventSchemas {

    /** The frame that the hub sends, whatever happened. */
    static final Map<String, Object> FRAME = object(
            "type",
            Map.of("const", "event"),
            "event_id",
            text(),
            "event",
            text(),
            "source",
            text(),
            "timestamp",
            time(),
            "data",
            any(),
            "correlation_id?",
            text(),
            "causation_id?",
            text(),
            "traceparent?",
            text(),
            "sequence",
            integer());

    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "integer", "string");
    private static final int MOST_FIELDS = 200;
    private static final int LONGEST_NOTE = 500;

    private EventSchemas() {}

    /**
     * The schema of data as it was declared: a JSON Schema if it looks like one, else field names with a type or a few words each, where
     * a name that ends with {@code ?} may be missing.
     *
     * @param place the reference to it in the document
     */
    static Map<String, Object> data(String place, Object declared) {
        if (!(declared instanceof Map<?, ?> map)) {
            return declared instanceof String note ? Json.object("description", cut(note)) : any();
        }
        if (map.get("properties") instanceof Map || "object".equals(map.get("type"))) {
            try {
                return ToolSchema.at(place, map);
            } catch (IllegalArgumentException e) {
                return Json.object("description", cut("The declared schema cannot be shown: " + e.getMessage()));
            }
        }
        return fields(map);
    }

    private static Map<String, Object> fields(Map<?, ?> declared) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        declared.entrySet().stream().limit(MOST_FIELDS).forEach(field -> {
            String name = String.valueOf(field.getKey());
            String plain = name.endsWith("?") ? name.substring(0, name.length() - 1) : name;
            properties.put(plain, field(field.getValue()));
            if (plain.equals(name)) {
                required.add(name);
            }
        });
        Map<String, Object> schema = Json.object("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> field(Object declared) {
        if (declared instanceof String word) {
            return TYPES.contains(word) ? Map.of("type", word) : Map.of("description", cut(word));
        }
        return any();
    }

    private static String cut(String text) {
        return text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) + "..." : text;
    }
}
