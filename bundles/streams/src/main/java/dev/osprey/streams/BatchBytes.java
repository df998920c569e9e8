package dev.osprey.streams;

import dev.osprey.event.EventBatch;
import java.util.Arrays;

/** A batch as records, for all streams on disk that keep it. Used again; guarded by who appends. */
final class BatchBytes implements EventBatch.TextVisitor {

    private static final int USUAL = 64 << 10;
    private static final int MOST_KEPT = 1 << 20;

    private byte[] bytes = new byte[USUAL];
    private int length;
    private int events;
    private long first;
    private long last;
    private byte[] subject;
    private long time;

    void encode(byte[] subject, EventBatch batch, long time) {
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[USUAL];
        }
        this.subject = subject;
        this.time = time;
        length = 0;
        events = 0;
        batch.texts(this);
    }

    @Override
    public void text(String name, long sequence, byte[] text, int from, int to) {
        int more = Records.size(subject, to - from);
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
        Records.put(bytes, length, subject, sequence, time, text, from, to);
        Records.seal(bytes, length);
        length += more;
        first = events == 0 ? sequence : first;
        last = sequence;
        events++;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int events() {
        return events;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long time() {
        return time;
    }
}
