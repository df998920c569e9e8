package dev.osprey.kernel.registry;

import java.util.List;
import java.util.Map;

/** About how many bytes of heap a JSON value takes. */
final class Weight {

    private static final int OBJECT = 56;

    private Weight() {}

    static long of(Object value) {
        long sum = OBJECT;
        if (value instanceof String text) {
            sum += text.length();
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> field : map.entrySet()) {
                sum += OBJECT + of(field.getKey()) + of(field.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                sum += of(item);
            }
        }
        return sum;
    }
}
