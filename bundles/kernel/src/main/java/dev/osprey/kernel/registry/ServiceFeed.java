package dev.osprey.kernel.registry;

import dev.osprey.registry.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/** Feeds the index from the framework: every service with a module id, as it comes, changes and goes. */
final class ServiceFeed implements AllServiceListener, AutoCloseable {

    private static final String FILTER = "(" + Registry.MODULE_ID + "=*)";
    private final BundleContext context;
    private final EntryIndex index;
    private final IndexWriter writer;
    private final ServiceReader reader;
    private final Consumer<EntryIndex.Change> changes;

    ServiceFeed(
            BundleContext context,
            EntryIndex index,
            IndexWriter writer,
            ServiceReader reader,
            Consumer<EntryIndex.Change> changes) {
        this.context = context;
        this.index = index;
        this.writer = writer;
        this.reader = reader;
        this.changes = changes;
    }

    /** Listens first and looks then, so that no service is missed; a service seen twice changes nothing. */
    void open() {
        try {
            context.addServiceListener(this, FILTER);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("The filter " + FILTER + " is not valid", impossible);
        }
        references().forEach(this::put);
    }

    private List<ServiceReference<?>> references() {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, FILTER);
            List<ServiceReference<?>> sorted = new ArrayList<>(found == null ? List.of() : Arrays.asList(found));
            sorted.sort((a, b) -> Long.compare(serviceId(a), serviceId(b)));
            return sorted;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("The filter " + FILTER + " is not valid", impossible);
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        switch (event.getType()) {
            case ServiceEvent.REGISTERED, ServiceEvent.MODIFIED -> put(event.getServiceReference());
            default -> remove(event.getServiceReference());
        }
    }

    private void put(ServiceReference<?> reference) {
        Optional<Holding> holding = reader.read(reference);
        if (holding.isEmpty()) {
            remove(reference);
            return;
        }
        writer.put(holding.get()).forEach(changes);
        if (reference.getBundle() == null) {
            // It went while it was being read, and its going may have been told before.
            remove(reference);
        }
    }

    private void remove(ServiceReference<?> reference) {
        writer.remove(serviceId(reference)).forEach(changes);
    }

    private static long serviceId(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    /** Whether the index is what the framework has; only meaningful while nothing changes. */
    boolean indexAgrees() {
        return index.agreesWith(references().stream()
                .map(reader::read)
                .flatMap(Optional::stream)
                .toList());
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
    }
}
