package dev.osprey.watchdog.publish;

import dev.osprey.registry.Registry;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The entry {@code watchdog} in the registry, where Kite's modules look for it; it makes room for a module of that name. Used by one thread. */
public final class Presence implements AutoCloseable {

    private static final String DOCUMENT =
            "{\"health_endpoint\":\"/health\",\"events_publish\":{\"" + Verdicts.UNHEALTHY
                    + "\":{},\"" + Verdicts.RECOVERED + "\":{},\"" + Verdicts.GAVE_UP
                    + "\":{}},\"events_subscribe\":[\"module.alive\",\"module.expired\"]}";

    private final BundleContext context;
    private ServiceRegistration<Presence> registration;

    public Presence(BundleContext context) {
        this.context = context;
    }

    public void show(boolean shown) {
        if (shown == (registration != null)) {
            return;
        }
        if (shown) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(Registry.MODULE_ID, "watchdog");
            properties.put(Registry.MODULE_TYPE, "infrastructure");
            properties.put(Registry.MODULE_NAME, "Watchdog");
            properties.put(Registry.MODULE_DOCUMENT, DOCUMENT);
            registration = context.registerService(Presence.class, this, properties);
        } else {
            registration.unregister();
            registration = null;
        }
    }

    @Override
    public void close() {
        show(false);
    }
}
