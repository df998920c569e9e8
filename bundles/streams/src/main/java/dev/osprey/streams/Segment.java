package dev.osprey.streams;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file of a stream: a header, and records behind it. What {@link DiskStore} guards, except that the file is read by anybody. */
final class Segment {

    private static final int BLOCK_SHIFT = 14;

    private final Path file;
    private final SegmentHeader header;
    private final SparseIndex index;

    /** How far it is valid. */
    private long length = SegmentHeader.LENGTH;

    private long events;
    private long first;
    private long firstTime;
    private long last;
    private RandomAccessFile out;
    private long written;

    private Segment(Path file, SegmentHeader header) {
        this.file = file;
        this.header = header;
        last = header.previous();
        index = new SparseIndex(BLOCK_SHIFT, 0);
        index.add(0, last, header.latest());
    }

    static Segment create(SegmentFiles files, Path file, SegmentHeader header, boolean fsync) throws IOException {
        files.create(file);
        Segment segment = new Segment(file, header);
        try {
            segment.out = files.open(file);
            segment.out.write(header.bytes());
            segment.written = SegmentHeader.LENGTH;
            if (fsync) {
                segment.out.getFD().sync();
                files.syncFolder();
            }
            return segment;
        } catch (IOException e) {
            segment.release();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Reads a file up to its first damaged record; null if not even the header is whole. */
    static Segment load(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        SegmentHeader header = SegmentHeader.read(bytes);
        if (header == null) {
            return null;
        }
        Segment segment = new Segment(file, header);
        int at = SegmentHeader.LENGTH;
        for (int more = Records.sound(bytes, at, bytes.length);
                more > 0 && Records.sequence(bytes, at) > segment.last;
                more = Records.sound(bytes, at, bytes.length)) {
            segment.take(bytes, at);
            at += more;
        }
        return segment;
    }

    /** Cuts what is not valid and writes behind it. */
    void reopen(SegmentFiles files) throws IOException {
        out = files.open(file);
        cut();
    }

    boolean writable() {
        return out != null;
    }

    void write(byte[] bytes, int count) throws IOException {
        out.write(bytes, 0, count);
        written += count;
    }

    void sync() throws IOException {
        out.getFD().sync();
    }

    /** What was written since the last commit is valid. */
    void commit(byte[] bytes, int count) {
        index.reserve(length + count);
        for (int at = 0; at < count; at += Records.length(bytes, at)) {
            take(bytes, at);
        }
    }

    /** Takes back what was written since the last commit. */
    void undo() {
        if (out == null || written == length) {
            return;
        }
        try {
            cut();
        } catch (IOException e) {
            // The next one who writes opens it anew and cuts then.
            release();
        }
    }

    private void cut() throws IOException {
        if (out.length() != length) {
            out.setLength(length);
        }
        out.seek(length);
        written = length;
    }

    private void take(byte[] bytes, int at) {
        index.reserve(length);
        long time = Records.time(bytes, at);
        last = Records.sequence(bytes, at);
        index.add(length, last, time);
        length += Records.length(bytes, at);
        if (firstTime == 0) {
            firstTime = time;
        }
        if (!Records.isHole(bytes, at)) {
            first = first == 0 ? last : first;
            events++;
        }
    }

    /** Whole records from a place on, at least one; any thread. */
    byte[] read(long from, long end, int want) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[(int) Math.min(Math.max(want, Records.HEADER), end - from)];
            in.seek(from);
            in.readFully(head);
            int least = Records.length(head, 0);
            if (least <= head.length || least > end - from) {
                return head;
            }
            byte[] whole = new byte[least];
            in.seek(from);
            in.readFully(whole);
            return whole;
        }
    }

    void release() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException ignored) {
                // Nothing waits in it: every write has gone to the system.
            }
            out = null;
        }
    }

    Path file() {
        return file;
    }

    SegmentHeader header() {
        return header;
    }

    SparseIndex index() {
        return index;
    }

    long length() {
        return length;
    }

    /** Without holes. */
    long events() {
        return events;
    }

    /** 0 without events. */
    long first() {
        return first;
    }

    /** The time of the first record, 0 if there is none. */
    long firstTime() {
        return firstTime;
    }

    long last() {
        return last;
    }
}
