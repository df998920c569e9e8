package dev.osprey.kernel.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Constants;
import org.osgi.service.component.ComponentConstants;

/** The queues of whiteboard services, by {@code service.id}. */
final class ServiceQueues implements AutoCloseable {

    private final Map<Object, Held> held = new ConcurrentHashMap<>();

    void put(Map<String, Object> properties, SubscriptionQueue queue, Runnable leave) {
        held.put(id(properties), new Held(queue, leave));
    }

    void remove(Map<String, Object> properties) {
        Held gone = held.remove(id(properties));
        if (gone != null) {
            gone.end();
        }
    }

    SubscriptionQueue queue(long serviceId) {
        Held found = held.get(serviceId);
        return found == null ? null : found.queue;
    }

    @Override
    public void close() {
        held.values().forEach(Held::end);
        held.clear();
    }

    private static Object id(Map<String, Object> properties) {
        return Objects.requireNonNull(properties.get(Constants.SERVICE_ID), Constants.SERVICE_ID);
    }

    /** How logs call a service: by its class, and by its component if it has one of another name. */
    static String name(Object service, Map<String, Object> properties) {
        String type = service.getClass().getName();
        Object component = properties.get(ComponentConstants.COMPONENT_NAME);
        return component == null || component.equals(type) ? type : type + " (" + component + ")";
    }

    /** A String+ property. */
    static List<String> strings(Object value) {
        if (value instanceof String one) {
            return List.of(one);
        }
        List<String> all = new ArrayList<>();
        if (value instanceof Object[] array) {
            for (Object item : array) {
                all.add(String.valueOf(item));
            }
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> all.add(String.valueOf(item)));
        }
        return all;
    }

    private record Held(SubscriptionQueue queue, Runnable leave) {
        void end() {
            leave.run();
            queue.close();
        }
    }
}
