package dev.osprey.streams;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import java.util.ArrayList;
import java.util.List;

/** Kept events, as their records. */
final class StoredBatch implements EventBatch {

    /** What a decoded event weighs beside its data. */
    private static final int DECODED = 300;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int size;
    private List<Event> events;

    StoredBatch(byte[] bytes, int from, int to, int size) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int weight() {
        return to - from + size * DECODED;
    }

    @Override
    public synchronized List<Event> events() {
        if (events == null) {
            List<Event> decoded = new ArrayList<>(size);
            for (int at = from; at < to; at += Records.length(bytes, at)) {
                decoded.add(StoredEvents.decode(bytes, at));
            }
            events = List.copyOf(decoded);
        }
        return events;
    }

    @Override
    public void number(long first) {
        throw new UnsupportedOperationException("Kept events have their numbers; they are not published again");
    }

    @Override
    public void texts(TextVisitor visitor) {
        int before = -1;
        String subject = null;
        for (int at = from; at < to; ) {
            int end = at + Records.length(bytes, at);
            if (before < 0 || !Records.sameSubject(bytes, before, bytes, at)) {
                subject = Records.subject(bytes, at);
            }
            visitor.text(subject, Records.sequence(bytes, at), bytes, Records.text(bytes, at), end);
            before = at;
            at = end;
        }
    }

    @Override
    public EventBatch only(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("There is no event " + index + " of " + size);
        }
        int at = from;
        for (int i = 0; i < index; i++) {
            at += Records.length(bytes, at);
        }
        return new StoredBatch(bytes, at, at + Records.length(bytes, at), 1);
    }
}
