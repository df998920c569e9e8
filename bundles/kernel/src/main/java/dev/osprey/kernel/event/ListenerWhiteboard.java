package dev.osprey.kernel.event;

import dev.osprey.event.EventListener;
import dev.osprey.event.EventRouter;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.SubscriptionOptions;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscribes every {@link EventListener} service that has {@link EventListener#PATTERNS} for as long as it is registered. */
@Component(
        service = {},
        immediate = true)
public final class ListenerWhiteboard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerWhiteboard.class);

    private final EventRouter router;
    private final EventWorkers workers;
    private final ServiceQueues queues = new ServiceQueues();

    @Activate
    public ListenerWhiteboard(@Reference EventRouter router, @Reference EventWorkers workers) {
        this.router = router;
        this.workers = workers;
    }

    @Reference(
            name = "Listener",
            service = EventListener.class,
            target = "(" + EventListener.PATTERNS + "=*)",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updated",
            unbind = "remove")
    void add(EventListener listener, Map<String, Object> properties) {
        String name = ServiceQueues.name(listener, properties);
        List<String> patterns = ServiceQueues.strings(properties.get(EventListener.PATTERNS));
        SubscriptionQueue queue =
                SubscriptionQueue.single(name, SubscriptionOptions.DEFAULT, listener, workers, () -> {});
        try {
            patterns.forEach(pattern -> router.subscribe(pattern, queue));
            queues.put(properties, queue, () -> router.remove(queue));
        } catch (InvalidSubjectException e) {
            router.remove(queue);
            LOG.warn("The listener {} is not subscribed: {}", name, e.getMessage());
        }
    }

    void updated(EventListener listener, Map<String, Object> properties) {
        remove(listener, properties);
        add(listener, properties);
    }

    void remove(EventListener listener, Map<String, Object> properties) {
        queues.remove(properties);
    }

    @Override
    @Deactivate
    public void close() {
        queues.close();
    }
}
