package dev.osprey.streams;

import dev.osprey.event.EventBatch;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.StreamInfo;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * A stream in memory: one array, allocated once. Records lie one behind the other; one that does not fit before the end begins at
 * the front again, and the oldest make way. Places count on without end; modulo the capacity they are positions in the array.
 */
final class Ring implements Store {

    private static final int BLOCK_SHIFT = 12;

    /** In place of a length: the rest of the array is empty. */
    private static final int WRAP = -1;

    private volatile StreamSettings settings;
    private final InstantSource clock;
    private final byte[] bytes;
    private final SparseIndex index;

    // All below is guarded by this.

    /** Numbers up to here are of an earlier run, or of a ring that this one replaces. */
    private long floor;

    private long head;
    private long tail;
    private long events;
    private long begun;
    private long last;
    private long lost;
    private long lostTime;
    private long failures;
    private long now;
    private boolean closed;

    /**
     * @param floor the highest number that was given before, 0 if not known
     * @param floorTime about when that was, in milliseconds
     */
    Ring(StreamSettings settings, InstantSource clock, long floor, long floorTime) {
        this.settings = settings;
        this.clock = clock;
        this.floor = floor;
        lost = floor;
        lostTime = floor == 0 ? Long.MIN_VALUE : floorTime;
        bytes = new byte[(int) settings.maxBytes()];
        index = new SparseIndex(BLOCK_SHIFT, bytes.length);
    }

    @Override
    public StreamSettings settings() {
        return settings;
    }

    @Override
    public synchronized boolean adopt(StreamSettings changed) {
        if (changed.disk() || changed.maxBytes() != bytes.length) {
            return false;
        }
        settings = changed;
        expire(clock.millis());
        while (events > changed.maxEvents()) {
            drop();
        }
        return true;
    }

    @Override
    public void follow(Store before) {
        long gone = before.last();
        synchronized (this) {
            if (gone > lost && (begun == 0 || gone < begun)) {
                floor = gone;
                lost = gone;
                lostTime = clock.millis();
            }
        }
    }

    /** Writes the events of one subject. */
    Writer writer(byte[] subject) {
        return new Writer(subject);
    }

    /** One for each subject, so that an append makes no garbage. */
    final class Writer implements EventBatch.TextVisitor {

        private final byte[] subject;

        private Writer(byte[] subject) {
            this.subject = subject;
        }

        void append(EventBatch batch) {
            // A lock per event would cost more than the copy. The batch does nothing but show its bytes.
            synchronized (Ring.this) {
                now = clock.millis();
                expire(now);
                batch.texts(this);
            }
        }

        @Override
        public void text(String name, long sequence, byte[] text, int from, int to) {
            put(subject, sequence, text, from, to);
        }
    }

    private void put(byte[] subject, long sequence, byte[] text, int from, int to) {
        int length = Records.size(subject, to - from);
        if (begun == 0) {
            begun = sequence;
            // The floor is a guess from the clock; numbers prove it wrong.
            floor = Math.min(floor, sequence - 1);
            lost = floor;
        }
        last = sequence;
        if (length > bytes.length) {
            clear();
            lose(sequence, now);
            failures++;
            return;
        }
        int at = room(length);
        Records.put(bytes, at, subject, sequence, now, text, from, to);
        index.add(tail, sequence, now);
        tail += length;
        if (subject.length > 0) {
            events++;
            while (events > settings.maxEvents()) {
                drop();
            }
        }
    }

    /** Makes room in one piece behind the last record. */
    private int room(int length) {
        int at = (int) (tail % bytes.length);
        int rest = bytes.length - at;
        if (length > rest) {
            free(rest);
            if (rest >= Integer.BYTES) {
                Records.setLength(bytes, at, WRAP);
            }
            tail += rest;
            at = 0;
        }
        free(length);
        return at;
    }

    private void free(int length) {
        while (tail + length - head > bytes.length) {
            drop();
        }
    }

    private void drop() {
        head = record(head);
        if (head < tail) {
            int at = (int) (head % bytes.length);
            lose(Records.sequence(bytes, at), Records.time(bytes, at));
            events -= Records.isHole(bytes, at) ? 0 : 1;
            head += Records.length(bytes, at);
        }
    }

    /** The place of the record that this place leads to. */
    private long record(long place) {
        if (place == tail) {
            return place;
        }
        int at = (int) (place % bytes.length);
        int rest = bytes.length - at;
        return rest < Integer.BYTES || Records.length(bytes, at) == WRAP ? place + rest : place;
    }

    private void clear() {
        while (head < tail) {
            drop();
        }
    }

    private void lose(long sequence, long time) {
        lost = sequence;
        lostTime = Math.max(lostTime, time);
    }

    @Override
    public synchronized void missed(EventBatch batch, long first) {
        now = clock.millis();
        byte[] hole = Records.hole(first, first + batch.size() - 1, now);
        put(new byte[0], Records.sequence(hole, 0), hole, Records.HEADER, hole.length);
    }

    @Override
    public synchronized void expire() {
        expire(clock.millis());
    }

    private void expire(long time) {
        long oldest = time - settings.maxAge().toMillis();
        for (head = record(head); head < tail; head = record(head)) {
            if (Records.time(bytes, (int) (head % bytes.length)) >= oldest) {
                return;
            }
            drop();
        }
    }

    @Override
    public synchronized Chunk read(Cursor cursor, int want) {
        if (closed) {
            throw new NoStreamException(
                    "The stream " + settings.name() + " was configured anew while it was read; ask again");
        }
        if (cursor.next <= lost) {
            long from = cursor.next;
            cursor.jump(lost + 1);
            // 0 and 1 are nobody's number: they ask for all that is kept.
            if (from > 1 && from <= floor) {
                return Chunk.gone(from, lost);
            }
            if (lost > floor) {
                return Chunk.gone(Math.max(from, begun), lost);
            }
        }
        long place = cursor.where == this && cursor.place >= head ? cursor.place : index.place(head, cursor.next);
        place = record(place);
        int from = (int) (place % bytes.length);
        int length = 0;
        long next = cursor.next;
        while (place < tail && (length == 0 || length < want)) {
            int at = (int) (place % bytes.length);
            if (at != from + length || length > 0 && length + Records.length(bytes, at) > want) {
                break;
            }
            length += Records.length(bytes, at);
            next = Records.sequence(bytes, at) + 1;
            place = record(place + Records.length(bytes, at));
        }
        cursor.reached(this, place, next);
        return Chunk.of(Arrays.copyOfRange(bytes, from, from + length), length, place == tail);
    }

    @Override
    public synchronized long first() {
        long place = record(head);
        return place == tail ? top() + 1 : Records.sequence(bytes, (int) (place % bytes.length));
    }

    @Override
    public synchronized long last() {
        return last;
    }

    @Override
    public synchronized long top() {
        return Math.max(last, lost);
    }

    @Override
    public synchronized long locate(long millis) {
        if (lostTime >= millis) {
            return lost;
        }
        long sequence = index.sequence(head, millis);
        return sequence == 0 ? first() : sequence;
    }

    @Override
    public synchronized StreamInfo info() {
        long place = record(head);
        boolean empty = place == tail;
        int at = (int) (place % bytes.length);
        return new StreamInfo(
                settings.name(),
                settings.patterns(),
                settings.storage(),
                false,
                events,
                tail - place,
                empty ? 0 : Records.sequence(bytes, at),
                empty ? 0 : last,
                empty ? null : Instant.ofEpochMilli(Records.time(bytes, at)),
                settings.maxEvents(),
                settings.maxBytes(),
                settings.maxAge(),
                failures);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
