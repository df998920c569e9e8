package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import java.util.List;

/**
 * One event of a publisher in the JVM.
 *
 * @param fromEventAdmin whether EventAdmin's handlers have had it already
 */
record PublishedBatch(Event event, boolean fromEventAdmin) implements EventBatch {

    /** What a record, its strings and a batch weigh beside the data. */
    private static final int OVERHEAD = 400;

    @Override
    public int size() {
        return 1;
    }

    @Override
    public List<Event> events() {
        return List.of(event);
    }

    @Override
    public int weight() {
        return event.data().length + OVERHEAD;
    }
}
