package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import dev.osprey.event.EventDraft;
import java.time.Instant;
import java.util.List;

/** One event of a publisher in the JVM. The router numbers it before others see it, and hands it on under its lock. */
final class PublishedBatch implements EventBatch {

    /** What a record, its strings and a batch weigh beside the data. */
    private static final int OVERHEAD = 400;

    private final EventDraft draft;
    private final String source;
    private final Instant time;
    private final byte[] data;
    private final boolean fromEventAdmin;
    private final EventIds ids;
    private Event event;
    private volatile byte[] text;

    /**
     * @param data the draft's data as JSON
     * @param fromEventAdmin whether EventAdmin's handlers have had it already
     */
    PublishedBatch(EventDraft draft, String source, Instant time, byte[] data, boolean fromEventAdmin, EventIds ids) {
        this.draft = draft;
        this.source = source;
        this.time = time;
        this.data = data;
        this.fromEventAdmin = fromEventAdmin;
        this.ids = ids;
    }

    boolean fromEventAdmin() {
        return fromEventAdmin;
    }

    /** Null before it has a number. */
    Event event() {
        return event;
    }

    @Override
    public void number(long first) {
        event = new Event(
                ids.of(first),
                draft.subject(),
                source,
                time,
                data,
                draft.correlationId(),
                draft.causationId(),
                draft.traceparent(),
                first);
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public List<Event> events() {
        return List.of(event);
    }

    @Override
    public EventBatch only(int index) {
        return this;
    }

    @Override
    public void texts(TextVisitor visitor) {
        byte[] known = text;
        if (known == null) {
            known = EventJson.text(event);
            text = known;
        }
        visitor.text(event.subject(), event.sequence(), known, 0, known.length);
    }

    @Override
    public int weight() {
        return data.length + OVERHEAD;
    }

    /** What the batch of an event weighed. */
    static int weight(Event event) {
        return event.data().length + OVERHEAD;
    }
}
