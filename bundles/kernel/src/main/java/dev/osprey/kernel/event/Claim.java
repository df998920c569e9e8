package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import java.util.List;

/** What a worker has taken from a {@link Backlog}: places of one segment that nobody else touches any more. */
final class Claim {

    private Object[] items;
    private int from;
    private int to;
    private int events;

    void set(Object[] items, int from, int to, int events) {
        this.items = items;
        this.from = from;
        this.to = to;
        this.events = events;
    }

    /** How many events there are. */
    int events() {
        return events;
    }

    boolean more() {
        return from < to;
    }

    /** Forgets what is left. */
    void clear() {
        items = null;
        from = 0;
        to = 0;
        events = 0;
    }

    /**
     * Moves events, up to the place where some were lost, into a list.
     *
     * @return how many were lost there; 0 at the end
     */
    long next(List<Event> into) {
        while (from < to) {
            Object item = items[from];
            items[from++] = null;
            if (item instanceof Event event) {
                into.add(event);
            } else if (item instanceof Backlog.Slice slice) {
                slice.copy(into);
            } else {
                return ((Backlog.Lost) item).count;
            }
        }
        return 0;
    }
}
