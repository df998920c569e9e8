package dev.osprey.web.openapi;

import dev.osprey.web.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tool's schema as a component of the document: a copy that is known to be well formed, whose references to itself lead to its new
 * place.
 */
final class ToolSchema {

    private static final int DEEPEST = 64;

    private static final Set<String> TYPES =
            Set.of("null", "boolean", "object", "array", "number", "integer", "string");
    private static final Set<String> SCHEMA = Set.of(
            "additionalProperties",
            "unevaluatedProperties",
            "unevaluatedItems",
            "items",
            "contains",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "contentSchema");
    private static final Set<String> SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> NAMED = Set.of("properties", "patternProperties", "dependentSchemas", "$defs");
    private static final Set<String> TEXT =
            Set.of("title", "description", "$comment", "format", "pattern", "contentEncoding", "contentMediaType");
    private static final Set<String> FLAG = Set.of("deprecated", "readOnly", "writeOnly", "uniqueItems");
    private static final Set<String> NUMBER = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final Set<String> COUNT = Set.of(
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains");
    /** What has no meaning for a tool, but another one for OpenAPI. */
    private static final Set<String> LEFT_OUT =
            Set.of("$schema", "discriminator", "xml", "externalDocs", "example", "definitions", "dependencies");
    /** With these, a schema has places that only it knows; in a document of many they would get mixed up. */
    private static final Set<String> OWN_NAMES =
            Set.of("$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$vocabulary");

    private final String place;
    private final List<String> pointers = new ArrayList<>();

    private ToolSchema(String place) {
        this.place = place;
    }

    /**
     * Copies a schema.
     *
     * @param place the reference to it in the document
     * @throws IllegalArgumentException if it cannot be a part of the document; the message says why
     */
    static Map<String, Object> at(String place, Map<?, ?> schema) {
        ToolSchema copier = new ToolSchema(place);
        Map<String, Object> copy = copier.object(schema, 0);
        for (String pointer : copier.pointers) {
            if (!leads(copy, pointer)) {
                throw new IllegalArgumentException("#" + pointer + " leads nowhere");
            }
        }
        return copy;
    }

    private static boolean leads(Object from, String pointer) {
        Object here = from;
        for (String step : pointer.isEmpty()
                ? List.<String>of()
                : List.of(pointer.substring(1).split("/", -1))) {
            String key = step.replace("~1", "/").replace("~0", "~");
            if (here instanceof Map<?, ?> map) {
                here = map.get(key);
            } else if (here instanceof List<?> list
                    && key.matches("[0-9]{1,4}")
                    && Integer.parseInt(key) < list.size()) {
                here = list.get(Integer.parseInt(key));
            } else {
                return false;
            }
        }
        return here instanceof Map || here instanceof Boolean;
    }

    private Object schema(Object schema, int depth) {
        if (schema instanceof Boolean) {
            return schema;
        }
        return object(schema, depth);
    }

    private Map<String, Object> object(Object schema, int depth) {
        need(depth < DEEPEST, "it is deeper than", DEEPEST);
        Map<String, Object> copy = new LinkedHashMap<>();
        map(schema).forEach((name, value) -> {
            String keyword = String.valueOf(name);
            need(!OWN_NAMES.contains(keyword), "it uses", keyword);
            if (!LEFT_OUT.contains(keyword)) {
                copy.put(keyword, keyword(keyword, value, depth + 1));
            }
        });
        return copy;
    }

    private Object keyword(String keyword, Object value, int depth) {
        if (SCHEMA.contains(keyword)) {
            return schema(value, depth);
        }
        if (SCHEMAS.contains(keyword)) {
            need(value instanceof List<?> list && !list.isEmpty(), "no list of schemas:", keyword);
            return ((List<?>) value).stream().map(one -> schema(one, depth)).toList();
        }
        if (NAMED.contains(keyword)) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map(value).forEach((name, one) -> copy.put(String.valueOf(name), schema(one, depth)));
            return copy;
        }
        if (keyword.equals("$ref")) {
            return reference(value);
        }
        need(fits(keyword, value), "a wrong value:", keyword);
        Json.write(value);
        return value;
    }

    private String reference(Object value) {
        need(value instanceof String text && (text.equals("#") || text.startsWith("#/")), "a reference to", value);
        String pointer = ((String) value).substring(1);
        need(!pointer.contains("%"), "a reference to", value);
        pointers.add(pointer);
        return place + pointer;
    }

    private static boolean fits(String keyword, Object value) {
        if (TEXT.contains(keyword)) {
            return value instanceof String;
        }
        if (FLAG.contains(keyword)) {
            return value instanceof Boolean;
        }
        if (NUMBER.contains(keyword)) {
            return value instanceof Number;
        }
        if (COUNT.contains(keyword)) {
            return value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() % 1 == 0;
        }
        return switch (keyword) {
            case "type" -> value instanceof List<?> ? words(value, TYPES) : TYPES.contains(value);
            case "required" -> words(value, null);
            case "enum", "examples" -> value instanceof List;
            case "multipleOf" -> value instanceof Number number && number.doubleValue() > 0;
            case "dependentRequired" ->
                value instanceof Map<?, ?> map && map.values().stream().allMatch(one -> words(one, null));
            default -> true;
        };
    }

    /** Whether it is a list of texts, none of them twice. */
    private static boolean words(Object value, Set<String> known) {
        return value instanceof List<?> list
                && list.stream().allMatch(one -> one instanceof String && (known == null || known.contains(one)))
                && new HashSet<>(list).size() == list.size()
                && (known == null || !list.isEmpty());
    }

    private static Map<?, ?> map(Object value) {
        need(value instanceof Map, "no object:", value);
        return (Map<?, ?>) value;
    }

    private static void need(boolean fine, String what, Object value) {
        if (!fine) {
            throw new IllegalArgumentException(what + " " + value);
        }
    }
}
