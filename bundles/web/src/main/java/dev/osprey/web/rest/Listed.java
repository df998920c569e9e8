package dev.osprey.web.rest;

import dev.osprey.web.http.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What a tool lists, for a page of it. */
final class Listed {

    private Listed() {}

    /** @param list a tool's result */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> rows(Object list) {
        return list instanceof List<?> rows
                ? rows.stream().map(row -> (Map<String, Object>) row).toList()
                : List.of();
    }

    /** The oldest first. */
    static List<Map<String, Object>> byAge(Object list, String time) {
        return rows(list).stream()
                .sorted(Comparator.comparing(row -> key(row, time)))
                .toList();
    }

    /** Orders by age, and those of one moment by their id. */
    static String key(Map<String, Object> row, String time) {
        return "%020d ".formatted(nanos(row.get(time))) + row.get("id");
    }

    private static long nanos(Object time) {
        try {
            Instant moment = Instant.parse(String.valueOf(time));
            return moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    /** Whether a field is what was asked for; nothing asked for is always right. */
    static boolean is(Map<String, Object> row, String field, String wanted) {
        return wanted == null || wanted.equals(row.get(field));
    }

    /** Whether one of the fields has this text. */
    static boolean has(Map<String, Object> row, String text, String... fields) {
        for (String field : fields) {
            if (Objects.toString(row.get(field), "").toLowerCase(Locale.ROOT).contains(text)) {
                return true;
            }
        }
        return false;
    }

    /** All there is, as a list that needs no second page. */
    static Map<String, Object> whole(Object items) {
        return Json.object("items", items, "next", null);
    }
}
