package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import java.util.List;

/** One event of a publisher in the JVM. */
final class PublishedBatch implements EventBatch {

    /** What a record, its strings and a batch weigh beside the data. */
    private static final int OVERHEAD = 400;

    private final boolean fromEventAdmin;
    private final EventIds ids;
    private volatile Event event;
    private volatile byte[] text;

    /**
     * @param accepted the event without id and number
     * @param fromEventAdmin whether EventAdmin's handlers have had it already
     */
    PublishedBatch(Event accepted, boolean fromEventAdmin, EventIds ids) {
        this.event = accepted;
        this.fromEventAdmin = fromEventAdmin;
        this.ids = ids;
    }

    boolean fromEventAdmin() {
        return fromEventAdmin;
    }

    Event event() {
        return event;
    }

    @Override
    public void number(long first) {
        Event accepted = event;
        event = new Event(
                ids.of(first),
                accepted.subject(),
                accepted.source(),
                accepted.time(),
                accepted.data(),
                accepted.correlationId(),
                accepted.causationId(),
                accepted.traceparent(),
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
        return event.data().length + OVERHEAD;
    }
}
