package dev.osprey.registry;

import java.util.Map;
import java.util.Objects;

/**
 * What a module says of itself. The document is kept as received (nulls, empty objects and the type of each value included) and is
 * what look-ups and {@code /get} answer from. Common fields: {@code module_id, module_type, name, api_endpoint, health_endpoint,
 * events_publish} (object), {@code events_subscribe} (list), {@code metadata} (object), {@code tools} and {@code hooks} (objects).
 *
 * @param moduleId the id, 1 to 128 characters of {@code [A-Za-z0-9._~-]}
 * @param document JSON as Map, List, String, Number, Boolean and null; read-only
 */
public record Registration(String moduleId, Map<String, Object> document) {
    public Registration {
        Objects.requireNonNull(moduleId, "moduleId");
        Objects.requireNonNull(document, "document");
    }
}
