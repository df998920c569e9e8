package dev.osprey.hub.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What may stand in a JSON string as it is, and is ASCII: no quote, no backslash, no control character. */
final class PlainText {

    private static final VarHandle LE64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGHS = 0x8080808080808080L;

    private PlainText() {}

    /** The first byte from {@code i} on that is not plain, or {@code end}. */
    static int end(byte[] b, int i, int end) {
        int at = i;
        if (at < end - 7) {
            long odd = odd(word(b, at));
            if (odd != 0) {
                return at + index(odd);
            }
            at += 8;
        }
        for (; at < end - 31; at += 32) {
            if (!plain(b, at)) {
                break;
            }
        }
        for (; at < end - 7; at += 8) {
            long odd = odd(word(b, at));
            if (odd != 0) {
                return at + index(odd);
            }
        }
        while (at < end && plain(b[at])) {
            at++;
        }
        return at;
    }

    static boolean plain(byte c) {
        return c >= ' ' && c != '"' && c != '\\';
    }

    /** Eight bytes, the first one lowest. */
    static long word(byte[] b, int at) {
        return (long) LE64.get(b, at);
    }

    private static boolean plain(byte[] b, int at) {
        long one = word(b, at);
        long two = word(b, at + 8);
        long three = word(b, at + 16);
        long four = word(b, at + 24);
        long plain = passed(one) & passed(two) & passed(three) & passed(four);
        return ((~plain | one | two | three | four) & HIGHS) == 0;
    }

    /** The high bit of each byte that is not plain; exact up to the lowest. */
    private static long odd(long word) {
        return (~passed(word) | word) & HIGHS;
    }

    private static int index(long odd) {
        return Long.numberOfTrailingZeros(odd) >> 3;
    }

    /**
     * The high bit of each ASCII byte that is plain. With bit 1 flipped a quote is 0x20, and what was below 0x20 still is, so that one
     * comparison finds both: as in Daniel Lemire, "Quickly checking whether a string needs escaping" (2024).
     */
    private static long passed(long word) {
        return (word ^ 0x0202020202020202L) + 0x5f5f5f5f5f5f5f5fL & (word ^ 0x5c5c5c5c5c5c5c5cL) + 0x7f7f7f7f7f7f7f7fL;
    }
}
