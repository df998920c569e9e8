package dev.osprey.shell.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * Looks services up when a command needs them, so that a bundle which is pulled out takes no command with it, and gives every one back
 * at the end, which also ends what was subscribed through it.
 */
public final class BorrowedServices implements Services, AutoCloseable {

    private final BundleContext context;
    private final Map<Class<?>, Object> held = new HashMap<>();
    private final Deque<Runnable> returns = new ArrayDeque<>();

    public BorrowedServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public <T> T get(Class<T> type) {
        T known = type.cast(held.get(type));
        return known == null ? borrow(type) : known;
    }

    private <T> T borrow(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        ServiceObjects<T> objects = reference == null ? null : context.getServiceObjects(reference);
        T service = objects == null ? null : objects.getService();
        if (service == null) {
            throw Suppliers.missing(type.getSimpleName(), Suppliers.ofService(type));
        }
        held.put(type, service);
        returns.push(() -> objects.ungetService(service));
        return service;
    }

    @Override
    public void close() {
        while (!returns.isEmpty()) {
            returns.pop().run();
        }
        held.clear();
    }
}
