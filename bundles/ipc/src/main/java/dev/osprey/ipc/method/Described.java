package dev.osprey.ipc.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A method with what a peer may want to know of it.
 *
 * @param name what it is asked for as
 * @param description one sentence
 * @param input JSON Schema of the parameters
 * @param output JSON Schema of the result
 * @param method answers
 */
public record Described(
        String name, String description, Map<String, Object> input, Map<String, Object> output, Method method) {

    /**
     * One whose parameters are told in short.
     *
     * @param output the fields of the result, as {@link #object}
     * @param input the parameters, as {@link #object}
     */
    public static Described of(String name, String description, Method method, List<String> output, String... input) {
        return new Described(name, description, object(List.of(input)), object(output), method);
    }

    /** The schema of an object: each field is its name, with {@code !} if it must be there, and its type, as in {@code "id! string"}. */
    public static Map<String, Object> object(List<String> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (String field : fields) {
            String[] parts = field.split(" ", 2);
            String name = parts[0].replace("!", "");
            if (parts[0].endsWith("!")) {
                required.add(name);
            }
            properties.put(name, parts[1].equals("any") ? Map.of() : Map.of("type", parts[1]));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /** As a peer is told. */
    public static Map<String, Object> row(
            String name, String description, Map<String, Object> input, Map<String, Object> output) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("description", description);
        row.put("input", input);
        row.put("output", output);
        return row;
    }

    public Map<String, Object> row() {
        return row(name, description, input, output);
    }
}
