package dev.osprey.web.guard;

import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.HttpConfiguration;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * Keeps the guard registered as customizer exactly while Pax Web's Jetty bundle runs. That bundle fails to start if a customizer is
 * there before it, so the guard must come later, and yet before any server is made: a hook sees the server factory appear before
 * those do who make servers from it.
 */
final class CustomizerRegistration implements EventListenerHook, SynchronousBundleListener {

    private static final String FACTORY = "org.ops4j.pax.web.service.spi.ServerControllerFactory";

    /**
     * Pax Web keeps one customizer for each ranking and drops a second without a word: a number that nobody else takes. A low one,
     * since it asks them in ascending order.
     */
    private static final int RANKING = -1_181_081;

    private final BundleContext context;
    private final JettyGuard guard;
    private final AtomicReference<Bundle> server = new AtomicReference<>();
    private volatile ServiceRegistration<HttpConfiguration.Customizer> registration;

    CustomizerRegistration(BundleContext context, JettyGuard guard) {
        this.context = context;
        this.guard = guard;
    }

    void open() {
        context.addBundleListener(this);
        context.registerService(EventListenerHook.class, this, null);
        ServiceReference<?> factory = context.getServiceReference(FACTORY);
        if (factory != null) {
            register(factory);
        }
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        if (event.getType() == ServiceEvent.REGISTERED
                && FACTORY.equals(((String[]) reference.getProperty(Constants.OBJECTCLASS))[0])) {
            register(reference);
        }
    }

    private void register(ServiceReference<?> factory) {
        if (server.compareAndSet(null, factory.getBundle())) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(Constants.SERVICE_RANKING, RANKING);
            registration = context.registerService(HttpConfiguration.Customizer.class, guard, properties);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED && event.getBundle().equals(server.get())) {
            close();
        }
    }

    void close() {
        if (server.getAndSet(null) != null && registration != null) {
            registration.unregister();
        }
    }
}
