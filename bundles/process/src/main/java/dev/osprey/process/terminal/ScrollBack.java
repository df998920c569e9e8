package dev.osprey.process.terminal;

import java.util.Arrays;

/** The last bytes of a stream, found by their offset from its beginning. Grows up to its bound, then forgets the oldest. Not thread-safe. */
final class ScrollBack {

    private static final int FIRST_SIZE = 4 * 1024;

    private final int most;
    private byte[] ring;
    private long next;

    /** @param most bytes that it remembers */
    ScrollBack(int most) {
        this.most = most;
        this.ring = new byte[Math.min(FIRST_SIZE, most)];
    }

    void add(byte[] bytes, int offset, int length) {
        grow(next + length);
        int from = offset;
        int left = length;
        if (left > ring.length) {
            next += left - ring.length;
            from += left - ring.length;
            left = ring.length;
        }
        int at = (int) (next % ring.length);
        int first = Math.min(left, ring.length - at);
        System.arraycopy(bytes, from, ring, at, first);
        System.arraycopy(bytes, from + first, ring, 0, left - first);
        next += left;
    }

    private void grow(long wanted) {
        if (wanted <= ring.length || ring.length == most) {
            return;
        }
        // Nothing was forgotten so far, so that all lies at its own offset.
        int size = ring.length;
        while (size < most && size < wanted) {
            size = (int) Math.min(most, size * 2L);
        }
        ring = Arrays.copyOf(ring, size);
    }

    /** Offset of the oldest byte that is remembered. */
    long start() {
        return Math.max(0, next - ring.length);
    }

    /** Offset behind the newest byte. */
    long next() {
        return next;
    }

    /** Bytes from an offset on that is not below {@link #start}. */
    byte[] copy(long from, int mostBytes) {
        int length = (int) Math.max(0, Math.min(mostBytes, next - from));
        byte[] bytes = new byte[length];
        if (length > 0) {
            int at = (int) (from % ring.length);
            int first = Math.min(length, ring.length - at);
            System.arraycopy(ring, at, bytes, 0, first);
            System.arraycopy(ring, 0, bytes, first, length - first);
        }
        return bytes;
    }
}
