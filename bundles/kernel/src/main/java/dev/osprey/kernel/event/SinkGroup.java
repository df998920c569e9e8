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

    /** Whose turn it is; null if {@code origin} is the only member. */
    EventSink next(EventSink origin) {
        EventSink full = null;
        for (int i = 0; i < members.length; i++) {
            EventSink member = members[turn];
            turn = (turn + 1) % members.length;
            if (member != origin && member.ready()) {
                return member;
            }
            full = full == null && member != origin ? member : full;
        }
        return full;
    }
}
