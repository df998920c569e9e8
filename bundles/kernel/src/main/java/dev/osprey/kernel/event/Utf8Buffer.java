package dev.osprey.kernel.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of JSON text that is being written. Not thread-safe. */
final class Utf8Buffer {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** How an ASCII character is written in a string: 0 as it is, -1 as {@code \\u00hh}, else as a backslash and this. */
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes = new byte[512];
    private int length;

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        Arrays.fill(escapes, 0, ' ', (byte) -1);
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }

    int length() {
        return length;
    }

    /** How much memory it holds. */
    int capacity() {
        return bytes.length;
    }

    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    void put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    void put(byte[] raw) {
        room(raw.length);
        System.arraycopy(raw, 0, bytes, length, raw.length);
        length += raw.length;
    }

    /** Characters of ASCII that need no quotes. */
    void put(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
    }

    void put(long number) {
        if (number == Long.MIN_VALUE) {
            put(Long.toString(number));
            return;
        }
        room(20);
        long rest = number;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        digits(rest, digits);
    }

    /** The last {@code digits} digits of a number that is not negative. */
    void digits(long number, int digits) {
        room(digits);
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            long tenth = rest / 10;
            bytes[at] = (byte) ('0' + (int) (rest - tenth * 10));
            rest = tenth;
        }
        length += digits;
    }

    /**
     * A string in quotes.
     *
     * @return false if it has half a surrogate pair; then what is in the buffer is of no use
     */
    boolean quoted(String text) {
        int count = text.length();
        room(count + 2);
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        int i = 0;
        while (i < count) {
            char c = text.charAt(i);
            if (c >= 128 || ESCAPES[c] != 0) {
                break;
            }
            to[at++] = (byte) c;
            i++;
        }
        length = at;
        while (i < count) {
            int character = text.codePointAt(i);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                return false;
            }
            // What is left takes at least a byte each.
            room(count - i + 6);
            character(character);
            i += Character.charCount(character);
        }
        put('"');
        return true;
    }

    private void character(int c) {
        if (c < 128) {
            int escape = ESCAPES[c];
            if (escape == 0) {
                bytes[length++] = (byte) c;
                return;
            }
            bytes[length++] = '\\';
            if (escape > 0) {
                bytes[length++] = (byte) escape;
                return;
            }
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[c >> 4];
            bytes[length++] = HEX[c & 15];
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else if (c < 0x10000) {
            bytes[length++] = (byte) (0xe0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else {
            bytes[length++] = (byte) (0xf0 | c >> 18);
            bytes[length++] = (byte) (0x80 | c >> 12 & 0x3f);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        }
    }
}
