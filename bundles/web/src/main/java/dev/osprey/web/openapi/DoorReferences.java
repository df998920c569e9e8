package dev.osprey.web.openapi;

import dev.osprey.web.http.Door;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The doors that are there, each looked at only when asked for: the one that asks is among them. Thread-safe. */
final class DoorReferences implements Supplier<List<Door>> {

    private final BundleContext context;
    private final ConcurrentSkipListSet<ServiceReference<Door>> references = new ConcurrentSkipListSet<>();

    DoorReferences(BundleContext context) {
        this.context = context;
    }

    void add(ServiceReference<Door> door) {
        references.add(door);
    }

    void remove(ServiceReference<Door> door) {
        references.remove(door);
    }

    @Override
    public List<Door> get() {
        return references.stream()
                .map(this::look)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Its routes never change, so a look is enough; the HTTP whiteboard keeps it alive. */
    private Door look(ServiceReference<Door> reference) {
        Door door = context.getService(reference);
        if (door != null) {
            context.ungetService(reference);
        }
        return door;
    }
}
