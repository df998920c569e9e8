package dev.osprey.ipc.wire;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values in the terms of JSON, and bytes. What is absent leaves no key behind; a time becomes text; of equal keys the last counts, as in
 * JavaScript.
 */
public final class Values {

    private Values() {}

    /**
     * The one value that the bytes are.
     *
     * @throws MalformedException if they are not
     */
    public static Object read(byte[] b, int from, int to) {
        WireReader in = new WireReader().over(b, from, to);
        Object value = value(in, 0);
        if (!in.atEnd()) {
            throw new MalformedException("The body goes on behind its value");
        }
        return value == Absent.ABSENT ? null : value;
    }

    private static Object value(WireReader in, int depth) {
        int size = in.map();
        if (size >= 0) {
            return map(in, size, deeper(depth));
        }
        size = in.array();
        if (size >= 0) {
            return list(in, size, deeper(depth));
        }
        if (in.text()) {
            return in.string();
        }
        int type = in.peek();
        in.at++;
        if (type < 0x80 || type >= 0xe0) {
            return (long) (byte) type;
        }
        return switch (type) {
            case 0xc0 -> null;
            case 0xc1 -> new LinkedHashMap<String, Object>();
            case 0xc2 -> false;
            case 0xc3 -> true;
            case 0xc4, 0xc5, 0xc6 -> bytes(in, in.length(1 << type - 0xc4));
            case 0xca -> (double) Float.intBitsToFloat((int) number(in, 4));
            case 0xcb -> Double.longBitsToDouble(number(in, 8));
            case 0xcc, 0xcd, 0xce -> number(in, 1 << type - 0xcc);
            case 0xcf -> unsigned(number(in, 8));
            case 0xd0 -> (long) (byte) number(in, 1);
            case 0xd1 -> (long) (short) number(in, 2);
            case 0xd2 -> (long) (int) number(in, 4);
            case 0xd3 -> number(in, 8);
            default -> extension(in, type);
        };
    }

    private static Map<String, Object> map(WireReader in, int size, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String key = key(in, depth);
            Object value = value(in, depth);
            if (value == Absent.ABSENT) {
                map.remove(key);
            } else {
                map.put(key, value);
            }
        }
        return map;
    }

    private static String key(WireReader in, int depth) {
        Object key = value(in, depth);
        if (key instanceof Map || key instanceof List || key instanceof byte[]) {
            throw new MalformedException("A key of a map is itself a map, an array or bytes");
        }
        return key == Absent.ABSENT ? "undefined" : String.valueOf(key);
    }

    private static List<Object> list(WireReader in, int size, int depth) {
        List<Object> list = new ArrayList<>(Math.min(size, 1_000));
        for (int i = 0; i < size; i++) {
            Object value = value(in, depth);
            list.add(value == Absent.ABSENT ? null : value);
        }
        return list;
    }

    private static int deeper(int depth) {
        if (depth == WireReader.DEEPEST) {
            throw new MalformedException("The body is deeper than " + WireReader.DEEPEST + " levels");
        }
        return depth + 1;
    }

    private static long number(WireReader in, int size) {
        in.past(size);
        return in.unsigned(size);
    }

    private static Number unsigned(long bits) {
        if (bits >= 0) {
            return bits;
        }
        return new BigInteger(Long.toUnsignedString(bits));
    }

    private static byte[] bytes(WireReader in, int size) {
        int to = in.past(size);
        byte[] bytes = Arrays.copyOfRange(in.b, in.at, to);
        in.at = to;
        return bytes;
    }

    private static Object extension(WireReader in, int type) {
        int size = in.extension(type);
        int from = in.at;
        int to = in.past(size);
        if (in.b[from - 1] == 0) {
            in.at = to;
            return Absent.ABSENT;
        }
        long nanos = 0;
        long seconds;
        if (size == 4) {
            seconds = in.unsigned(4);
        } else if (size == 8) {
            long both = in.unsigned(8);
            nanos = both >>> 34;
            seconds = both & (1L << 34) - 1;
        } else {
            nanos = in.unsigned(4);
            seconds = in.unsigned(8);
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos).toString();
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedException("A time is out of range: " + e.getMessage());
        }
    }

    /** Text as its bytes. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
