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
        for (; at < end - 7; at += 8) { // not at + 8 <= end: to the compiler that is no counted loop
            long odd = odd(word(b, at));
            if (odd != 0) {
                return at + (Long.numberOfTrailingZeros(odd) >> 3);
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

    /**
     * The high bit of each byte that is not plain; exact up to the lowest. With bit 1 flipped a quote is 0x20, and what was below 0x20
     * still is, so that one comparison finds both: as in Daniel Lemire, "Quickly checking whether a string needs escaping" (2024). No
     * byte beyond ASCII passes both sums.
     */
    private static long odd(long word) {
        long below = (word ^ 0x0202020202020202L) + 0x5f5f5f5f5f5f5f5fL;
        long slash = (word ^ 0x5c5c5c5c5c5c5c5cL) + 0x7f7f7f7f7f7f7f7fL;
        return ~(below & slash) & HIGHS;
    }
}
