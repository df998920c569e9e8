package dev.osprey.streams;

import dev.osprey.event.EventBatch;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.StreamInfo;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream on disk: segment files, of which only the last is written and the first are given up as a whole. Nothing is rewritten.
 *
 * <p>Writers ({@link #write}, {@link #commit}, {@link #undo}, {@link #expire}, {@link #close}) hold {@code writing}, which all
 * streams share, so that a batch goes to several or none. Under it they take {@code this} for what readers see.
 */
final class DiskStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(DiskStore.class);

    private volatile StreamSettings settings;
    private final SegmentFiles files;
    private final InstantSource clock;
    private final Writing writing;
    private final Consumer<Segment> given;

    /** Written under writing and this. */
    private List<Segment> segments;

    /** Guarded by this: events that went out after the last one that was kept. */
    private long missedFirst;

    private long missedLast;

    /** Guarded by this. */
    private long failures;

    /** Written under writing and this. */
    private boolean closed;

    /** Guarded by writing: what was written and not committed. */
    private byte[] hole;

    private boolean failing;

    /** @param given takes segments that are given up; their files are to be deleted */
    DiskStore(
            StreamSettings settings, SegmentFiles files, InstantSource clock, Writing writing, Consumer<Segment> given)
            throws IOException {
        this.settings = settings;
        this.files = files;
        this.clock = clock;
        this.writing = writing;
        this.given = given;
        segments = List.copyOf(Segments.load(settings.name(), files));
    }

    @Override
    public StreamSettings settings() {
        return settings;
    }

    @Override
    public boolean adopt(StreamSettings changed) {
        if (!changed.disk()) {
            return false;
        }
        synchronized (writing) {
            settings = changed;
        }
        expire();
        return true;
    }

    @Override
    public void follow(Store before) {
        // What another kind of store kept under this name is not in this one, and was not promised.
    }

    SegmentFiles files() {
        return files;
    }

    /** Writes a batch; nobody sees it before {@link #commit}. */
    void write(BatchBytes batch) throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        Segment active = active(batch);
        hole = missedLast == 0 ? null : Records.hole(missedFirst, missedLast, batch.time());
        if (hole != null) {
            active.write(hole, hole.length);
        }
        active.write(batch.bytes(), batch.length());
        if (settings.fsync()) {
            active.sync();
        }
    }

    private Segment active(BatchBytes batch) throws IOException {
        Segment active = newest();
        if (active == null || active.firstTime() > 0 && (failing || Retention.full(settings, active, batch))) {
            return roll(
                    batch.first(),
                    active == null ? batch.first() : active.header().begun());
        }
        if (failing) {
            active.release();
        }
        if (!active.writable()) {
            active.reopen(files);
        }
        return active;
    }

    private Segment newest() {
        return segments.isEmpty() ? null : segments.get(segments.size() - 1);
    }

    private Segment roll(long first, long begun) throws IOException {
        Segment old = newest();
        SegmentHeader header = new SegmentHeader(
                begun,
                old == null ? 0 : old.last(),
                old == null ? Long.MIN_VALUE : old.index().latest());
        Segment fresh = Segment.create(files, files.file(first), header, settings.fsync());
        List<Segment> all = new ArrayList<>(segments);
        if (old != null) {
            old.undo();
            old.release();
        }
        all.add(fresh);
        synchronized (this) {
            segments = List.copyOf(all);
        }
        return fresh;
    }

    /** Makes visible what was written, and gives up what is over the limits. */
    void commit(BatchBytes batch) {
        synchronized (this) {
            if (hole != null) {
                newest().commit(hole, hole.length);
            }
            newest().commit(batch.bytes(), batch.length());
            missedLast = 0;
        }
        if (failing) {
            failing = false;
            LOG.info("The stream {} keeps events again; {} could not be kept since the start", name(), failures);
        }
        shrink(batch.time());
    }

    /** Takes back what was written since the last commit. */
    void undo() {
        Segment active = newest();
        if (active != null) {
            active.undo();
        }
    }

    /** A write has failed; the next one begins a new file. */
    void failed(int events, IOException why) {
        synchronized (this) {
            failures += events;
        }
        if (!failing) {
            failing = true;
            LOG.warn("The stream {} in {} cannot keep events", name(), files.folder(), why);
        }
    }

    @Override
    public synchronized void missed(EventBatch batch, long first) {
        missedFirst = missedLast == 0 ? first : missedFirst;
        missedLast = first + batch.size() - 1;
    }

    @Override
    public void expire() {
        synchronized (writing) {
            long now = clock.millis();
            Segment active = newest();
            if (active != null && Retention.tooOld(settings, active, now)) {
                try {
                    roll(active.last() + 1, active.header().begun());
                } catch (IOException e) {
                    LOG.debug("The stream {} gives up its last events later", name(), e);
                }
            }
            shrink(now);
        }
    }

    private void shrink(long now) {
        int gone = Retention.over(settings, segments, now);
        if (gone > 0) {
            List<Segment> over = segments.subList(0, gone);
            synchronized (this) {
                segments = List.copyOf(segments.subList(gone, segments.size()));
            }
            over.forEach(given);
        }
    }

    @Override
    public Chunk read(Cursor cursor, int want) {
        while (true) {
            Segment segment;
            long from;
            long end;
            boolean tail;
            synchronized (this) {
                if (closed) {
                    throw new NoStreamException(
                            "The stream " + name() + " was configured anew while it was read; ask again");
                }
                segment = segment(cursor.next);
                if (segment == null) {
                    return beyond(cursor);
                }
                if (segment.header().previous() >= cursor.next) {
                    return gone(
                            cursor, segment.header().begun(), segment.header().previous());
                }
                end = segment.length();
                tail = segment == newest() && missedLast == 0;
                from = cursor.where == segment
                        ? cursor.place
                        : segment.index().place(SegmentHeader.LENGTH, cursor.next);
            }
            try {
                return whole(segment.read(from, end, want), cursor, segment, from, tail ? end : Long.MAX_VALUE);
            } catch (IOException e) {
                synchronized (this) {
                    if (!segments.contains(segment)) {
                        continue;
                    }
                    failures++;
                    end = segment.last();
                }
                LOG.warn(
                        "The stream {} cannot read {} from {}; its readers are told of a gap",
                        name(),
                        segment.file(),
                        cursor.next,
                        e);
                return gone(cursor, cursor.next, end);
            }
        }
    }

    /** The first segment that has this number or a higher one, or says that it is gone. */
    private Segment segment(long next) {
        for (Segment segment : segments) {
            if (segment.last() >= next) {
                return segment;
            }
        }
        return null;
    }

    private Chunk beyond(Cursor cursor) {
        return missedLast < cursor.next ? Chunk.atEnd() : gone(cursor, missedFirst, missedLast);
    }

    private static Chunk gone(Cursor cursor, long first, long last) {
        long from = Math.max(cursor.next, first);
        cursor.jump(last + 1);
        return Chunk.gone(from, last);
    }

    private static Chunk whole(byte[] bytes, Cursor cursor, Segment segment, long from, long end) throws IOException {
        int length = 0;
        long next = 0;
        for (int more = Records.sound(bytes, 0, bytes.length);
                more > 0;
                more = Records.sound(bytes, length, bytes.length)) {
            next = Records.sequence(bytes, length) + 1;
            length += more;
        }
        if (length == 0) {
            throw new IOException("The record at " + from + " is damaged");
        }
        cursor.reached(segment, from + length, next);
        return Chunk.of(bytes, length, from + length == end);
    }

    @Override
    public synchronized long first() {
        return segments.stream()
                .mapToLong(Segment::first)
                .filter(first -> first > 0)
                .findFirst()
                .orElse(last() + 1);
    }

    @Override
    public synchronized long last() {
        Segment newest = newest();
        return newest == null ? 0 : newest.last();
    }

    @Override
    public synchronized long top() {
        return Math.max(last(), missedLast);
    }

    @Override
    public synchronized long locate(long millis) {
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (i == 0 && segment.header().previous() > 0 && segment.header().latest() >= millis) {
                return segment.header().previous();
            }
            if (segment.index().latest() >= millis) {
                long sequence = segment.index().sequence(SegmentHeader.LENGTH, millis);
                return sequence > 0 ? sequence : segment.header().previous() + 1;
            }
        }
        return top() + 1;
    }

    @Override
    public synchronized StreamInfo info() {
        long events = segments.stream().mapToLong(Segment::events).sum();
        long oldest = segments.stream()
                .mapToLong(Segment::firstTime)
                .filter(time -> time > 0)
                .findFirst()
                .orElse(0);
        return new StreamInfo(
                name(),
                settings.patterns(),
                settings.storage(),
                settings.fsync(),
                events,
                segments.stream().mapToLong(Segment::length).sum(),
                events == 0 ? 0 : first(),
                events == 0 ? 0 : last(),
                events == 0 ? null : Instant.ofEpochMilli(oldest),
                settings.maxEvents(),
                settings.maxBytes(),
                settings.maxAge(),
                failures);
    }

    private String name() {
        return settings.name();
    }

    @Override
    public void close() {
        synchronized (writing) {
            synchronized (this) {
                closed = true;
            }
            Segment active = newest();
            if (active != null) {
                active.release();
            }
        }
    }
}
