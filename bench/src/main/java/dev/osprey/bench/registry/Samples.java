package dev.osprey.bench.registry;

import dev.osprey.registry.Registration;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Entries of twenty fields, as a sensor would register them. */
final class Samples {

    /** Only three entries have it, each in the place of another field. */
    static final String RARE_FIELD = "metadata.calibrated_by";

    private Samples() {}

    static String id(int number) {
        return String.format(Locale.ROOT, "sensor-%06d", number);
    }

    /** The value of {@code metadata.serial}; no two have the same. */
    static String serial(int number) {
        return "SN" + (1_000_000 + number);
    }

    static Registration registration(int number) {
        String id = id(number);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("room", "room " + number % 250);
        metadata.put("zone", "zone-" + number % 10);
        metadata.put("serial", serial(number));
        metadata.put("vendor", number % 3 == 0 ? "Acme" : "Initech");
        metadata.put("firmware", "2." + number % 40 + ".1");
        metadata.put("unit", "C");
        metadata.put("port", 9000 + number % 1000);
        metadata.put("pid", 10_000 + number);
        metadata.put("weight", 0.5 + number % 90);
        metadata.put(rare(number) ? "calibrated_by" : "calibrated", rare(number) ? "a rare person" : "never");
        metadata.put("active", number % 2 == 0);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("module_id", id);
        document.put("module_type", "sensor");
        document.put("name", "Sensor number " + number);
        document.put("api_endpoint", "http://127.0.0.1:" + (9000 + number % 1000) + "/api");
        document.put("health_endpoint", "/health");
        document.put("events_publish", Map.of("sensor.reading", Map.of()));
        document.put("events_subscribe", List.of("room.>", "system.stop"));
        document.put("metadata", metadata);
        document.put("description", null);
        return new Registration(id, document);
    }

    private static boolean rare(int number) {
        return number == 100 || number == 500 || number == 900;
    }

    /** What {@link #registration} shows as service properties, but for what makes it an entry. */
    static Hashtable<String, Object> properties(int number) {
        Hashtable<String, Object> properties = new Hashtable<>();
        Registration registration = registration(number);
        registration.document().forEach((key, value) -> {
            if (value instanceof Map<?, ?> fields) {
                fields.forEach((name, field) -> properties.put("osprey." + key + "." + name, String.valueOf(field)));
            } else if (value instanceof List<?> items) {
                properties.put("osprey." + key, items.toArray(new String[0]));
            } else if (value != null) {
                properties.put("osprey." + key, value);
            }
        });
        properties.put("sample.id", registration.moduleId());
        properties.put("sample.holder", "admin");
        return properties;
    }
}
