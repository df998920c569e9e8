package dev.osprey.streams;

import java.util.Arrays;

/**
 * For each block of places the first record that begins in it or behind: its place, its number, and the latest time of all records
 * before it. Blocks are kept in a circle, so that those of a ring overwrite the oldest.
 */
final class SparseIndex {

    private final int shift;
    private long[] places;
    private long[] sequences;
    private long[] latestBefore;
    private long newest = -1;
    private long latest = Long.MIN_VALUE;

    /** For a range of {@code span} places at most, or one that begins with 0 and grows. */
    SparseIndex(int shift, long span) {
        this.shift = shift;
        int slots = (int) (span >> shift) + 3;
        places = new long[slots];
        sequences = new long[slots];
        latestBefore = new long[slots];
    }

    void add(long place, long sequence, long time) {
        long block = place >> shift;
        if (block > newest) {
            begin(block, place, sequence);
        }
        if (time > latest) {
            latest = time;
        }
    }

    private void begin(long block, long place, long sequence) {
        newest = Math.max(newest, block - places.length);
        while (newest < block) {
            int slot = (int) (++newest % places.length);
            places[slot] = place;
            sequences[slot] = sequence;
            latestBefore[slot] = latest;
        }
    }

    /** Makes room for a range from 0 up to this place. */
    void reserve(long place) {
        int slots = (int) (place >> shift) + 3;
        if (slots > places.length) {
            int more = Math.max(slots, 2 * places.length);
            places = Arrays.copyOf(places, more);
            sequences = Arrays.copyOf(sequences, more);
            latestBefore = Arrays.copyOf(latestBefore, more);
        }
    }

    /** The latest time of all. */
    long latest() {
        return latest;
    }

    /** A place at or before that of the first record, from {@code head} on, with this number or a higher one. */
    long place(long head, long sequence) {
        long block = search(head, sequences, sequence);
        return block < 0 ? head : Math.max(head, places[(int) (block % places.length)]);
    }

    /** A number at or before that of the first record, from {@code head} on, of this time or later; 0 for the head's. */
    long sequence(long head, long time) {
        long block = search(head, latestBefore, time - 1);
        int slot = (int) (block % places.length);
        return block < 0 || places[slot] < head ? 0 : sequences[slot];
    }

    /** The last block whose key is at most this, -1 if none. */
    private long search(long head, long[] keys, long atMost) {
        long low = head >> shift;
        long high = newest;
        long found = -1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            if (keys[(int) (middle % keys.length)] <= atMost) {
                found = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return found;
    }
}
