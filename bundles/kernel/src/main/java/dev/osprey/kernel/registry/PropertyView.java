package dev.osprey.kernel.registry;

import dev.osprey.registry.Registry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Shows a document as service properties under {@code osprey.}: scalars under their dotted path, lists of one kind as arrays. A view
 * only: nulls, empty objects, keys that clash by case and over-long values have no place in service properties and are left out.
 */
final class PropertyView {

    private static final int MAX_PROPERTIES = 256;
    private static final int MAX_KEY = 256;
    private static final int MAX_TEXT = 1024;
    private static final int MAX_ITEMS = 256;

    private static final PathTree KEYS = new PathTree(Registry.PREFIX.substring(0, Registry.PREFIX.length() - 1));
    private static final String OBJECT_CLASS = Registry.PREFIX + "objectclass";
    private static final String SERVICE = Registry.PREFIX + "service.";

    private final Map<String, Object> properties = new HashMap<>();

    /** Of the keys with capitals, how they would be without. */
    private final Set<String> lowered = new HashSet<>();

    private PropertyView() {}

    /** A map of the caller's own. */
    static Map<String, Object> of(Map<String, Object> document) {
        PropertyView view = new PropertyView();
        PathTree.Path root = KEYS.root();
        document.forEach((name, value) -> {
            PathTree.Path key = root.child(name);
            if (!key.lower().equals(OBJECT_CLASS) && !key.lower().startsWith(SERVICE)) {
                view.add(key, value);
            }
        });
        return view.properties;
    }

    private void add(PathTree.Path key, Object value) {
        if (properties.size() >= MAX_PROPERTIES) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> add(key.child((String) name), field));
        } else if (value instanceof List<?> list) {
            Object array = array(list);
            if (array != null) {
                put(key, array);
            } else if (list.size() <= MAX_ITEMS) {
                for (int i = 0; i < list.size(); i++) {
                    add(key.child(Integer.toString(i)), list.get(i));
                }
            }
        } else {
            put(key, scalar(value));
        }
    }

    private void put(PathTree.Path key, Object value) {
        if (value == null || key.text().length() > MAX_KEY) {
            return;
        }
        String lower = key.lower();
        // What says which service this is must not come from a document.
        if (lower.startsWith(ServiceKeys.RESERVED) || lowered.contains(lower) || properties.containsKey(lower)) {
            return;
        }
        properties.put(key.text(), value);
        if (!lower.equals(key.text())) {
            lowered.add(lower);
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
        Object first = list.get(0);
        if (first instanceof String) {
            return all(list, item -> item instanceof String text && text.length() <= MAX_TEXT)
                    ? list.toArray(String[]::new)
                    : null;
        }
        if (first instanceof Boolean) {
            return all(list, Boolean.class::isInstance) ? list.toArray(Boolean[]::new) : null;
        }
        return all(list, item -> item instanceof Integer || item instanceof Long)
                ? list.stream().map(item -> ((Number) item).longValue()).toArray(Long[]::new)
                : null;
    }

    private static boolean all(List<?> list, Predicate<Object> test) {
        for (Object item : list) {
            if (!test.test(item)) {
                return false;
            }
        }
        return true;
    }
}
