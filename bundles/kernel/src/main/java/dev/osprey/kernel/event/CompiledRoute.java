package dev.osprey.kernel.event;

import dev.osprey.event.EventJournal;
import dev.osprey.event.EventSink;
import dev.osprey.event.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sinks of a subject in one state of the index.
 *
 * @param sinks those that get every event
 * @param groups those of which one gets each event
 * @param appender keeps the subject, or null
 */
record CompiledRoute(
        String subject,
        EventSink[] sinks,
        SinkGroup[] groups,
        int size,
        boolean keepsBatches,
        EventJournal.Appender appender,
        SubjectRouter.State state)
        implements Route {

    static CompiledRoute of(
            String subject, EventSink[] matching, EventJournal.Appender appender, SubjectRouter.State state) {
        List<EventSink> alone = new ArrayList<>();
        Map<String, List<EventSink>> together = new LinkedHashMap<>();
        boolean keep = false;
        for (EventSink sink : matching) {
            keep |= sink.keepsBatches();
            (sink.group() == null ? alone : together.computeIfAbsent(sink.group(), name -> new ArrayList<>()))
                    .add(sink);
        }
        return new CompiledRoute(
                subject,
                alone.toArray(EventSink[]::new),
                together.values().stream().map(SinkGroup::new).toArray(SinkGroup[]::new),
                matching.length,
                keep,
                appender,
                state);
    }

    @Override
    public boolean current() {
        return state.current;
    }

    @Override
    public boolean wanted() {
        return size > 0 || appender != null;
    }

    @Override
    public boolean durable() {
        return appender != null && appender.durable();
    }
}
