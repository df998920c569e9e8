package dev.osprey.launcher.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

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
            return items.stream().map(Plain::value).collect(Collectors.toCollection(ArrayList::new));
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
