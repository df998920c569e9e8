package dev.osprey.launcher.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes plain JSON values of what YAML knows besides them. */
final class Plain {

    private Plain() {}

    static Map<String, Object> object(Map<?, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), value(value)));
        return plain;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return object(map);
        } else if (value instanceof Collection<?> items) {
            List<Object> list = new ArrayList<>();
            items.forEach(item -> list.add(value(item)));
            return list;
        } else if (value instanceof Date date) {
            return date.toInstant().toString();
        } else if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            return number.toString();
        }
        return value;
    }
}
