package dev.osprey.ipc.kairo;

import java.util.Map;

/** Parameters as JavaScript looks at them. */
final class Params {

    private Params() {}

    /** Whether JavaScript takes a value for nothing. */
    static boolean missing(Object value) {
        return value == null
                || value.equals("")
                || value.equals(false)
                || value instanceof Number number && (number.doubleValue() == 0 || Double.isNaN(number.doubleValue()));
    }

    static boolean given(Map<String, Object> params, String name) {
        return !missing(params.get(name));
    }

    /** A value as text: 5.0 is 5. */
    static String text(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return String.valueOf(value);
    }
}
