package dev.osprey.kernel.registry;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is published. */
final class RecordingHub implements EventHub {

    final List<EventDraft> published = new CopyOnWriteArrayList<>();

    @Override
    public Event publish(EventDraft draft) {
        published.add(draft);
        return new Event("1", draft.subject(), draft.source(), Instant.EPOCH, new byte[0], null, null, null, 1);
    }

    /** Subjects of the events about one module, in order. */
    List<String> about(String moduleId) {
        return published.stream()
                .filter(draft -> draft.data() instanceof Map<?, ?> data && moduleId.equals(data.get("module_id")))
                .map(EventDraft::subject)
                .toList();
    }

    @Override
    public Subscription subscribe(Collection<String> patterns, SubscriptionOptions options, EventListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribeBatch(
            Collection<String> patterns, SubscriptionOptions options, EventBatchListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object read(Event event) {
        throw new UnsupportedOperationException();
    }
}
