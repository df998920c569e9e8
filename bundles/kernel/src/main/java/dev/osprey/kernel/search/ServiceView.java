package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.ComponentConstants;

/** A service as a search shows it: its properties as JSON values, without what looks like a secret or is no plain value. */
final class ServiceView {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_ITEMS = 256;

    private ServiceView() {}

    /** @return null if the service has gone */
    static Findable of(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String key : reference.getPropertyKeys()) {
            put(fields, key, reference.getProperty(key), MAX_DEPTH);
        }
        fields.putIfAbsent("bundle", bundle.getSymbolicName());
        String[] classes = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        List<String> tags = new ArrayList<>();
        for (String name : classes) {
            tags.add(name.substring(name.lastIndexOf('.') + 1));
        }
        return new Findable(
                "service",
                String.valueOf(reference.getProperty(Constants.SERVICE_ID)),
                text(fields.get(ComponentConstants.COMPONENT_NAME), classes[0]),
                text(fields.get(Constants.SERVICE_DESCRIPTION), ""),
                tags,
                fields);
    }

    private static String text(Object value, String otherwise) {
        return value instanceof String text ? text : otherwise;
    }

    private static void put(Map<String, Object> fields, String key, Object value, int depth) {
        if (!SecretKeys.secret(key)) {
            Object shown = value(value, depth);
            if (shown != null) {
                fields.put(key, shown);
            }
        }
    }

    /** @return null for what is not shown */
    private static Object value(Object value, int depth) {
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String
                || value instanceof Character
                || value instanceof Version
                || value instanceof Enum<?>) {
            String text = value.toString();
            return SecretKeys.holdsSecret(text) ? null : text;
        }
        if (depth == 0) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> shown = new LinkedHashMap<>();
            map.forEach((key, item) -> put(shown, String.valueOf(key), item, depth - 1));
            return shown;
        }
        if (value instanceof Collection<?> items) {
            return list(items.toArray(), depth);
        }
        // characters and bytes may well be a secret, and are nothing to read in any case
        boolean readable =
                value != null && value.getClass().isArray() && !(value instanceof char[]) && !(value instanceof byte[]);
        return readable ? list(value, depth) : null;
    }

    private static List<Object> list(Object array, int depth) {
        List<Object> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_ITEMS, Array.getLength(array)); i++) {
            Object item = value(Array.get(array, i), depth - 1);
            if (item != null) {
                shown.add(item);
            }
        }
        return shown;
    }
}
