package dev.osprey.streams;

/** Where a reader is. The first wanted number decides; the place only saves the search. */
final class Cursor {

    long next;

    /** What the place counts in; null if the place is not known. */
    Object where;

    long place;

    Cursor(long next) {
        this.next = next;
    }

    void jump(long sequence) {
        next = sequence;
        where = null;
    }

    void reached(Object in, long at, long sequence) {
        where = in;
        place = at;
        next = Math.max(next, sequence);
    }
}
