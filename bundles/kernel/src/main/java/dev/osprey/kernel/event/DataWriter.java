package dev.osprey.kernel.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** Writes data as JSON and refuses what JSON cannot say. */
final class DataWriter {

    /** One less than what a frame may have, because data stands inside one. */
    static final int MAX_DEPTH = 63;

    /** The longest number that is read back. */
    static final int MAX_NUMBER = 100;

    private DataWriter() {}

    /**
     * Appends a value.
     *
     * @param most how long the buffer may become
     * @throws IllegalArgumentException if JSON cannot say it, naming the place
     */
    static void write(Utf8Buffer to, Object data, int most) {
        try {
            value(to, data, 0, most);
        } catch (Refused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void value(Utf8Buffer to, Object value, int depth, int most) {
        if (value instanceof String text) {
            string(to, text, most);
        } else if (value instanceof Integer || value instanceof Long) {
            to.put(((Number) value).longValue());
        } else if (value == null) {
            to.put("null");
        } else if (value instanceof Boolean truth) {
            to.put(truth ? "true" : "false");
        } else if (value instanceof Map<?, ?> map) {
            map(to, map, deeper(depth), most);
        } else if (value instanceof Collection<?> list) {
            list(to, list, deeper(depth), most);
        } else if (value instanceof Number number) {
            number(to, number);
        } else if (value instanceof CharSequence || value instanceof Character) {
            string(to, value.toString(), most);
        } else if (value instanceof Object[] array) {
            list(to, Arrays.asList(array), deeper(depth), most);
        } else {
            throw new Refused(
                    "JSON cannot say ",
                    ", a " + value.getClass().getName() + "; give a Map, List, String, Number, Boolean or null");
        }
    }

    private static int deeper(int depth) {
        if (depth == MAX_DEPTH) {
            throw new IllegalArgumentException("The data is nested deeper than " + MAX_DEPTH + " levels; flatten it");
        }
        return depth + 1;
    }

    private static void map(Utf8Buffer to, Map<?, ?> map, int depth, int most) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            to.put(before);
            before = ',';
            if (!(entry.getKey() instanceof String key)) {
                throw new Refused("JSON cannot say the key " + entry.getKey() + " of ", "; keys are Strings");
            }
            string(to, key, most);
            to.put(':');
            try {
                value(to, entry.getValue(), depth, most);
            } catch (Refused e) {
                throw e.within("." + key);
            }
        }
        if (before == '{') {
            to.put(before);
        }
        to.put('}');
    }

    private static void list(Utf8Buffer to, Collection<?> list, int depth, int most) {
        char before = '[';
        for (Object item : list) {
            to.put(before);
            before = ',';
            try {
                value(to, item, depth, most);
            } catch (Refused e) {
                throw e.within("[]");
            }
            bounded(to.length(), most);
        }
        if (before == '[') {
            to.put(before);
        }
        to.put(']');
    }

    private static void string(Utf8Buffer to, String text, int most) {
        bounded((long) to.length() + text.length(), most);
        if (!to.quoted(text)) {
            throw new Refused("JSON cannot say ", ", it has half a character; give well-formed Unicode");
        }
        bounded(to.length(), most);
    }

    private static void bounded(long length, int most) {
        if (length > most) {
            throw new IllegalArgumentException("The data has more than " + most
                    + " bytes, an event carries at most that; publish a reference to it");
        }
    }

    private static void number(Utf8Buffer to, Number number) {
        if (number instanceof BigDecimal || number instanceof BigInteger) {
            String digits = number.toString();
            if (digits.length() > MAX_NUMBER) {
                throw new Refused(
                        "JSON that others read cannot say ",
                        ", a number of " + digits.length() + " characters; give at most " + MAX_NUMBER
                                + ", or a String");
            }
            to.put(digits);
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new Refused("JSON cannot say ", " = " + number + "; leave it out or give null");
            }
            to.put(number.toString());
        } else {
            to.put(number.longValue());
        }
    }

    /** Finds out on its way up where the value stands, as {@code data.list[].field}. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String before;
        private final String after;
        private String place = "";

        Refused(String before, String after) {
            super(null, null, false, false);
            this.before = before;
            this.after = after;
        }

        Refused within(String step) {
            place = step + place;
            return this;
        }

        @Override
        public String getMessage() {
            return before + "data" + place + after;
        }
    }
}
