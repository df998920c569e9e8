package dev.osprey.streams;

import dev.osprey.event.EventBatch;
import java.util.Arrays;

/** Collects the matching records of a page. */
final class PageBytes {

    private byte[] bytes = {};
    private int length;
    private int size;

    void add(byte[] from, int at) {
        int more = Records.length(from, at);
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.max(2 * bytes.length, from.length)));
        }
        System.arraycopy(from, at, bytes, length, more);
        length += more;
        size++;
    }

    int length() {
        return length;
    }

    /** Null if nothing was added. */
    EventBatch batch() {
        return size == 0 ? null : new StoredBatch(bytes, 0, length, size);
    }
}
