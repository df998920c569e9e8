package dev.osprey.shell.command;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads what tools answer: JSON values of which the shell knows the names, not the types. */
final class Values {

    private Values() {}

    /** The object; empty if it is none. */
    static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> any) {
            any.forEach((key, each) -> map.put(String.valueOf(key), each));
        }
        return map;
    }

    /** The objects of the list {@code items}. */
    static List<Map<String, Object>> items(Map<String, Object> document, String name) {
        return list(document.get(name)).stream().map(Values::map).toList();
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** A value as it stands in a cell: texts bare, times to read, lists of texts one after the other. */
    static Object shown(Object value) {
        if (value instanceof String text) {
            return time(text);
        }
        if (value instanceof List<?> list
                && list.stream().noneMatch(each -> each instanceof Map || each instanceof List)) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        return value instanceof Map || value instanceof List ? Json.write(value) : value;
    }

    /** The value, or nothing where it only repeats the other. */
    static Object unless(Object value, Object repeated) {
        return value == null || value.equals(repeated) ? null : shown(value);
    }

    /** A counter that should be zero. */
    static Object alarming(Object counter) {
        boolean zero = !(counter instanceof Number number) || number.longValue() == 0;
        return Cell.toned(counter, zero ? Cell.Tone.PLAIN : Cell.Tone.BAD);
    }

    private static Object time(String text) {
        if (text.length() < 20 || text.charAt(10) != 'T') {
            return text;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            return text;
        }
    }
}
