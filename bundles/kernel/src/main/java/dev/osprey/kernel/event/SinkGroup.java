package dev.osprey.kernel.event;

import dev.osprey.event.EventSink;
import java.util.List;

/** Sinks that share the events of a subject: in turn, but one without room is passed over as long as another has some. */
final class SinkGroup {

    private final EventSink[] members;

    /** Guarded by the router's order. */
    private int turn;

    SinkGroup(List<EventSink> members) {
        this.members = members.toArray(EventSink[]::new);
    }

    /** Whose turn it is; null if all members belong to {@code origin}. */
    EventSink next(Object origin) {
        EventSink full = null;
        for (int i = 0; i < members.length; i++) {
            EventSink member = members[turn];
            turn = (turn + 1) % members.length;
            if (origin != null && member.owner() == origin) {
                continue;
            }
            if (member.ready()) {
                return member;
            }
            full = full == null ? member : full;
        }
        return full;
    }
}
