package dev.osprey.ipc.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * Writes frames and values as msgpackr does in JavaScript: maps with a length of 16 bits, integers of up to 32 bits in their shortest form,
 * every other number as a double, so that the other side never gets a BigInt. Not thread-safe.
 */
public final class WireWriter {

    private static final long MOST_UNSIGNED = 0xffff_ffffL;

    private final Bytes out;

    public WireWriter(int initial) {
        this.out = new Bytes(initial);
    }

    /** Encoded text or any other value, to be written often. */
    public static byte[] encoded(Object value) {
        return new WireWriter(64).value(value).copy();
    }

    public byte[] array() {
        return out.array();
    }

    public int length() {
        return out.length();
    }

    /** What was written. */
    public byte[] copy() {
        return java.util.Arrays.copyOf(out.array(), out.length());
    }

    /** Forgets what was written from there on. */
    public void truncate(int length) {
        out.grew(length - out.length());
    }

    /** Forgets everything. */
    public void clear() {
        out.drop(out.length());
    }

    /**
     * Begins a frame.
     *
     * @return what {@link #end} wants to know
     */
    public int begin(int type) {
        byte[] b = out.reserve(Frames.HEADER);
        int at = out.length();
        b[at] = Frames.MAGIC_HIGH;
        b[at + 1] = Frames.MAGIC_LOW;
        b[at + 2] = Frames.VERSION;
        b[at + 3] = (byte) type;
        out.grew(Frames.HEADER);
        return at;
    }

    /**
     * A whole frame of a known length.
     *
     * @return the array into whose last bytes the body is to be put
     */
    public byte[] frame(int type, int length) {
        out.reserve(Frames.HEADER + length);
        int begun = begin(type);
        out.grew(length);
        end(begun);
        return out.array();
    }

    /** Ends the frame: its length is known. */
    public void end(int begun) {
        end(begun, 0);
    }

    /** Ends the frame, of which so many bytes more are sent from elsewhere. */
    public void end(int begun, int elsewhere) {
        int length = out.length() - begun - Frames.HEADER + elsewhere;
        byte[] b = out.array();
        b[begun + 4] = (byte) (length >> 24);
        b[begun + 5] = (byte) (length >> 16);
        b[begun + 6] = (byte) (length >> 8);
        b[begun + 7] = (byte) length;
    }

    /** What is encoded already. */
    public WireWriter raw(byte[] bytes) {
        out.put(bytes, 0, bytes.length);
        return this;
    }

    /** What is encoded already. */
    public WireWriter raw(byte[] bytes, int from, int to) {
        out.put(bytes, from, to);
        return this;
    }

    /** A map; as many keys and values follow. */
    public WireWriter map(int size) {
        return size > 0xffff ? head(0xdf, size, 4) : head(0xde, size, 2);
    }

    /** An array; as many values follow. */
    public WireWriter array(int size) {
        return size < 16 ? one(0x90 | size) : size > 0xffff ? head(0xdd, size, 4) : head(0xdc, size, 2);
    }

    public WireWriter nil() {
        return one(0xc0);
    }

    public WireWriter absent() {
        byte[] b = out.reserve(3);
        int at = out.length();
        b[at] = (byte) 0xd4;
        b[at + 1] = 0;
        b[at + 2] = 0;
        out.grew(3);
        return this;
    }

    public WireWriter bool(boolean value) {
        return one(value ? 0xc3 : 0xc2);
    }

    public WireWriter number(long value) {
        if (value >= 0) {
            return value < 0x80
                    ? one((int) value)
                    : value < 0x100
                            ? head(0xcc, (int) value, 1)
                            : value < 0x1_0000
                                    ? head(0xcd, (int) value, 2)
                                    : value <= MOST_UNSIGNED ? head(0xce, (int) value, 4) : real(value);
        }
        return value >= -32
                ? one((int) value)
                : value >= Byte.MIN_VALUE
                        ? head(0xd0, (int) value, 1)
                        : value >= Short.MIN_VALUE
                                ? head(0xd1, (int) value, 2)
                                : value >= Integer.MIN_VALUE ? head(0xd2, (int) value, 4) : real(value);
    }

    /** JavaScript knows no difference between 5.0 and 5. */
    public WireWriter number(double value) {
        long whole = (long) value;
        return whole == value && whole >= Integer.MIN_VALUE && whole <= MOST_UNSIGNED ? number(whole) : real(value);
    }

    private WireWriter real(double value) {
        long bits = Double.doubleToLongBits(value);
        head(0xcb, (int) (bits >> 32), 4);
        byte[] b = out.reserve(4);
        big(b, out.length(), (int) bits, 4);
        out.grew(4);
        return this;
    }

    public WireWriter text(String text) {
        byte[] utf8 = Utf8.of(text);
        int size = utf8.length;
        if (size < 32) {
            one(0xa0 | size);
        } else if (size < 0x100) {
            head(0xd9, size, 1);
        } else {
            head(size > 0xffff ? 0xdb : 0xda, size, size > 0xffff ? 4 : 2);
        }
        return raw(utf8);
    }

    /** Bytes; as many follow. */
    public WireWriter binary(int size) {
        return size < 0x100 ? head(0xc4, size, 1) : size > 0xffff ? head(0xc6, size, 4) : head(0xc5, size, 2);
    }

    /**
     * Any value in the terms of JSON, bytes, or {@link Absent}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public WireWriter value(Object value) {
        if (value == null) {
            return nil();
        } else if (value instanceof String text) {
            return text(text);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Boolean bool) {
            return bool(bool);
        } else if (value instanceof Map<?, ?> map) {
            map(map.size());
            map.forEach((key, each) -> text(String.valueOf(key)).value(each));
            return this;
        } else if (value instanceof Collection<?> list) {
            array(list.size());
            list.forEach(this::value);
            return this;
        } else if (value instanceof byte[] bytes) {
            return binary(bytes.length).raw(bytes);
        } else if (value == Absent.ABSENT) {
            return absent();
        }
        throw new IllegalArgumentException("A " + value.getClass().getName()
                + " cannot be sent; use Map, List, String, Number, Boolean, byte[] or null");
    }

    private WireWriter number(Number number) {
        return number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte
                ? number(number.longValue())
                : number(number.doubleValue());
    }

    private WireWriter one(int b) {
        out.reserve(1)[out.length()] = (byte) b;
        out.grew(1);
        return this;
    }

    private WireWriter head(int type, int number, int bytes) {
        byte[] b = out.reserve(5);
        int at = out.length();
        b[at] = (byte) type;
        big(b, at + 1, number, bytes);
        out.grew(1 + bytes);
        return this;
    }

    private static void big(byte[] b, int at, int number, int bytes) {
        for (int i = 0; i < bytes; i++) {
            b[at + i] = (byte) (number >> (bytes - 1 - i) * 8);
        }
    }

    /** As UTF-8, a lone surrogate as U+FFFD. */
    private static final class Utf8 {

        private static final byte[] UNKNOWN = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

        static byte[] of(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    return careful(text);
                }
            }
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static byte[] careful(String text) {
            try {
                var encoded = StandardCharsets.UTF_8
                        .newEncoder()
                        .onMalformedInput(java.nio.charset.CodingErrorAction.REPLACE)
                        .replaceWith(UNKNOWN)
                        .encode(java.nio.CharBuffer.wrap(text));
                byte[] bytes = new byte[encoded.remaining()];
                encoded.get(bytes);
                return bytes;
            } catch (java.nio.charset.CharacterCodingException cannotBe) {
                throw new IllegalStateException("UTF-8 knows every character", cannotBe);
            }
        }
    }
}
