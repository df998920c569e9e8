package dev.osprey.registry;

/**
 * One row of a look-up.
 *
 * @param moduleId the entry
 * @param field the dotted path of the field, list items by index: {@code metadata.ws_endpoint}, {@code events_subscribe.0}
 * @param value the value with its JSON type: String, Number, Boolean, null, or an empty Map or List
 */
public record Match(String moduleId, String field, Object value) {}
