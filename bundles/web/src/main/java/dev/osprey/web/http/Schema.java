package dev.osprey.web.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON Schema (2020-12) in few words, for what a route takes and gives. Each is a map as the document shows it. */
public final class Schema {

    private Schema() {}

    /** Any JSON value. */
    public static Map<String, Object> any() {
        return Map.of();
    }

    public static Map<String, Object> text() {
        return Map.of("type", "string");
    }

    /** One of these words. */
    public static Map<String, Object> oneOf(String... words) {
        return Json.object("type", "string", "enum", List.of(words));
    }

    /** A moment, RFC 3339. */
    public static Map<String, Object> time() {
        return Json.object("type", "string", "format", "date-time");
    }

    public static Map<String, Object> integer() {
        return Map.of("type", "integer");
    }

    public static Map<String, Object> integer(long least, long most) {
        return Json.object("type", "integer", "minimum", least, "maximum", most);
    }

    public static Map<String, Object> number() {
        return Map.of("type", "number");
    }

    public static Map<String, Object> flag() {
        return Map.of("type", "boolean");
    }

    /** An object of which nothing else is known. */
    public static Map<String, Object> object() {
        return Map.of("type", "object");
    }

    /**
     * An object that always has these fields and may get more: name, schema, name, schema. A name that ends with {@code ?} may be
     * missing.
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(Object... fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            String name = (String) fields[i];
            boolean optional = name.endsWith("?");
            String plain = optional ? name.substring(0, name.length() - 1) : name;
            properties.put(plain, (Map<String, Object>) fields[i + 1]);
            if (!optional) {
                required.add(plain);
            }
        }
        return Json.object("type", "object", "properties", properties, "required", required);
    }

    public static Map<String, Object> list(Map<String, Object> of) {
        return Json.object("type", "array", "items", of);
    }

    /** That or null. */
    public static Map<String, Object> orNull(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type && !schema.containsKey("enum")) {
            Map<String, Object> wider = new LinkedHashMap<>(schema);
            wider.put("type", List.of(type, "null"));
            return wider;
        }
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    /** A page of a list: {@code {"items":[...],"next":CURSOR or null}}. */
    public static Map<String, Object> page(Map<String, Object> item) {
        return object("items", list(item), "next", orNull(text()));
    }
}
