package dev.osprey.kernel.registry;

import dev.osprey.registry.Registry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Shows a document as service properties under {@code osprey.}: scalars under their dotted path, lists of one kind as arrays. A view
 * only: nulls, empty objects, keys that clash by case and over-long values have no place in service properties and are left out.
 */
final class PropertyView {

    private static final int MAX_PROPERTIES = 256;
    private static final int MAX_KEY = 256;
    private static final int MAX_TEXT = 1024;
    private static final int MAX_ITEMS = 256;

    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();

    private PropertyView() {}

    static Map<String, Object> of(Map<String, Object> document) {
        PropertyView view = new PropertyView();
        document.forEach((key, value) -> {
            String lower = key.toLowerCase(Locale.ROOT);
            if (!lower.equals("objectclass") && !lower.startsWith("service.")) {
                view.add(Registry.PREFIX + key, value);
            }
        });
        return view.properties;
    }

    private void add(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> add(key + "." + name, field));
        } else if (value instanceof List<?> list) {
            Object array = array(list);
            if (array != null) {
                put(key, array);
            } else if (list.size() <= MAX_ITEMS) {
                for (int i = 0; i < list.size(); i++) {
                    add(key + "." + i, list.get(i));
                }
            }
        } else {
            put(key, scalar(value));
        }
    }

    private void put(String key, Object value) {
        if (value == null || key.length() > MAX_KEY || properties.size() >= MAX_PROPERTIES) {
            return;
        }
        String lower = key.toLowerCase(Locale.ROOT);
        // What says which service this is must not come from a document.
        if (!lower.startsWith(ServiceKeys.RESERVED) && seen.add(lower)) {
            properties.put(key, value);
        }
    }

    private static Object scalar(Object value) {
        if (value instanceof String text) {
            return text.length() > MAX_TEXT ? null : text;
        }
        if (value instanceof BigInteger || value instanceof BigDecimal) {
            String text = value.toString();
            return text.length() > MAX_TEXT ? null : text;
        }
        return value;
    }

    private static Object array(List<?> list) {
        if (list.isEmpty() || list.size() > MAX_ITEMS) {
            return null;
        }
        if (list.stream().allMatch(item -> item instanceof String text && text.length() <= MAX_TEXT)) {
            return list.toArray(String[]::new);
        }
        if (list.stream().allMatch(Boolean.class::isInstance)) {
            return list.toArray(Boolean[]::new);
        }
        if (list.stream().allMatch(item -> item instanceof Integer || item instanceof Long)) {
            return list.stream().map(item -> ((Number) item).longValue()).toArray(Long[]::new);
        }
        return null;
    }
}
