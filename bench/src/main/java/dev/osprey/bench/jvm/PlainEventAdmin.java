package dev.osprey.bench.jvm;

import dev.osprey.bench.BareFramework;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.eventadmin.impl.Activator;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Felix EventAdmin with one handler, in a framework of its own. */
final class PlainEventAdmin implements AutoCloseable {

    private final BareFramework framework = new BareFramework();
    private final Activator activator = new Activator();
    private final EventAdmin admin;

    PlainEventAdmin(EventHandler handler) {
        BundleContext context = framework.context();
        activator.start(context);
        admin = context.getService(context.getServiceReference(EventAdmin.class));
        context.registerService(
                EventHandler.class, handler, new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, "bench/*")));
    }

    void post(Event event) {
        admin.postEvent(event);
    }

    @Override
    public void close() {
        activator.stop(framework.context());
        framework.close();
    }
}
