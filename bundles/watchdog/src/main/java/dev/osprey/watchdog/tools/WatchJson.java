package dev.osprey.watchdog.tools;

import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.round.Standing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the watchdog's tools answer, as plain JSON. */
final class WatchJson {

    static final String READINGS = "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{"
            + "\"check\":{\"type\":\"string\"},\"level\":{\"enum\":[\"unknown\",\"good\",\"suspect\",\"bad\"]},"
            + "\"reason\":{\"type\":[\"string\",\"null\"]},\"failures\":{\"type\":\"integer\"}}}}";

    static final String STANDING = "{\"type\":\"object\",\"required\":[\"name\",\"stage\"],\"properties\":{"
            + "\"name\":{\"type\":\"string\"},\"incarnation\":{\"type\":\"integer\"},"
            + "\"stage\":{\"enum\":[\"ok\",\"suspect\",\"evidence\",\"act\",\"probation\",\"unhealthy\",\"gave_up\"]},"
            + "\"watched\":{\"type\":\"boolean\"},\"note\":{\"type\":[\"string\",\"null\"]},"
            + "\"check\":{\"type\":[\"string\",\"null\"]},\"reason\":{\"type\":[\"string\",\"null\"]},"
            + "\"since\":{\"type\":[\"string\",\"null\"]},\"restarts\":{\"type\":\"integer\"},"
            + "\"until\":{\"type\":[\"string\",\"null\"]},\"evidence_id\":{\"type\":[\"string\",\"null\"]},"
            + "\"checks\":" + READINGS + "}}";

    private WatchJson() {}

    static Map<String, Object> of(Standing standing) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", standing.name());
        row.put("incarnation", standing.incarnation());
        row.put("stage", word(standing.stage()));
        row.put("watched", standing.watched());
        row.put("note", standing.note());
        row.put("check", standing.check());
        row.put("reason", standing.reason());
        row.put("since", text(standing.since()));
        row.put("restarts", standing.restarts());
        row.put("until", text(standing.until()));
        row.put("evidence_id", standing.evidence());
        row.put("checks", of(standing.readings()));
        return row;
    }

    static List<Map<String, Object>> of(List<Reading> readings) {
        return readings.stream().map(WatchJson::row).toList();
    }

    private static Map<String, Object> row(Reading reading) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("check", reading.check());
        row.put("level", word(reading.look().level()));
        row.put("reason", reading.look().reason());
        row.put("failures", reading.look().failures());
        return row;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Instant at) {
        return at == null ? null : at.toString();
    }
}
