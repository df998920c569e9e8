package dev.osprey.kernel.event;

import dev.osprey.event.EventRouter;
import dev.osprey.event.EventSink;
import dev.osprey.event.SubscriptionOptions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the hub's events to EventAdmin's handlers, each with a queue and a worker of its own: a handler that is stuck delays nobody.
 * Events that came from EventAdmin are left out, it has delivered them itself.
 */
@Component(
        service = {},
        immediate = true)
public final class HandlerWhiteboard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerWhiteboard.class);

    private final EventRouter router;
    private final EventWorkers workers;
    private final ServiceQueues queues = new ServiceQueues();

    @Activate
    public HandlerWhiteboard(@Reference EventRouter router, @Reference EventWorkers workers) {
        this.router = router;
        this.workers = workers;
    }

    @Reference(
            name = "Handler",
            service = EventHandler.class,
            target = "(&(" + EventConstants.EVENT_TOPIC + "=*)(!(" + EventAdminIntake.MARK + "=true)))",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updated",
            unbind = "remove")
    void add(EventHandler handler, Map<String, Object> properties) {
        if (handler instanceof EventAdminIntake) {
            return;
        }
        String name = ServiceQueues.name(handler, properties);
        Set<String> patterns = patterns(properties, name);
        if (patterns.isEmpty()) {
            return;
        }
        Filter filter;
        try {
            filter = filter(properties.get(EventConstants.EVENT_FILTER));
        } catch (InvalidSyntaxException e) {
            LOG.warn("The event handler {} gets nothing, its event.filter is not valid: {}", name, e.getMessage());
            return;
        }
        SubscriptionQueue queue = SubscriptionQueue.single(
                name,
                SubscriptionOptions.DEFAULT,
                event -> AdminEvents.hand(event, filter, handler),
                workers,
                () -> {});
        EventSink sink = batch -> {
            if (!(batch instanceof PublishedBatch published && published.fromEventAdmin())) {
                queue.accept(batch);
            }
        };
        patterns.forEach(pattern -> router.subscribe(pattern, sink));
        queues.put(properties, queue, () -> router.remove(sink));
    }

    void updated(EventHandler handler, Map<String, Object> properties) {
        remove(handler, properties);
        add(handler, properties);
    }

    void remove(EventHandler handler, Map<String, Object> properties) {
        queues.remove(properties);
    }

    SubscriptionQueue queue(long serviceId) {
        return queues.queue(serviceId);
    }

    @Override
    @Deactivate
    public void close() {
        queues.close();
    }

    private static Filter filter(Object value) throws InvalidSyntaxException {
        String text = Objects.toString(value, "");
        return text.isBlank() ? null : FrameworkUtil.createFilter(text);
    }

    private static Set<String> patterns(Map<String, Object> properties, String name) {
        Set<String> patterns = new TreeSet<>();
        for (String topic : ServiceQueues.strings(properties.get(EventConstants.EVENT_TOPIC))) {
            if (topic.equals("*")) {
                patterns.add(">");
                continue;
            }
            boolean all = topic.endsWith("/*");
            String stem = all ? topic.substring(0, topic.length() - 2) : topic;
            if (!Topics.internal(stem)) {
                Topics.toSubject(stem)
                        .ifPresentOrElse(
                                subject -> patterns.add(all ? subject + ".>" : subject),
                                () -> LOG.debug("No subject has the topic {} of the event handler {}", topic, name));
            }
        }
        return patterns;
    }
}
