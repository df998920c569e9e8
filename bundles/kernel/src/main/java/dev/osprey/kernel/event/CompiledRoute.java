package dev.osprey.kernel.event;

import dev.osprey.event.EventSink;
import dev.osprey.event.Route;

/** The sinks of a subject in one state of the index. */
record CompiledRoute(String subject, EventSink[] sinks, SubjectRouter.State state) implements Route {

    @Override
    public boolean current() {
        return state.current;
    }

    @Override
    public int size() {
        return sinks.length;
    }
}
