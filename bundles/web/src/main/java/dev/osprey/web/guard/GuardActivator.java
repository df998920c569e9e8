package dev.osprey.web.guard;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the guard. An activator rather than a component: the guard stands from the first moment of the bundle, whether or not
 * what it asks is there yet, and lets nobody in until it is.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"dev.osprey.web.guard.JettyGuard\"")
public final class GuardActivator implements BundleActivator {

    private static final Logger LOG = LoggerFactory.getLogger(GuardActivator.class);

    private TrackedServices services;
    private JettyGuard guard;
    private CustomizerRegistration registration;

    @Override
    public void start(BundleContext context) {
        services = new TrackedServices(context);
        guard = new JettyGuard(new Guard(services, new FailureThrottle(System::nanoTime)));
        context.registerService(JettyGuard.class, guard, null);
        registration = new CustomizerRegistration(context, guard);
        registration.open();
        LOG.info("The guard stands before every HTTP context");
    }

    @Override
    public void stop(BundleContext context) {
        guard.shut();
        registration.close();
        services.close();
        LOG.info("The guard has gone; HTTP answers 503 until it is back");
    }

    /**
     * Pax Web takes customizers from the moment it offers to make servers; one that is there earlier stops its start. It makes the
     * first server later, so the guard is never late.
     */
    private final class BeforeEachServer implements ServiceTrackerCustomizer<Object, ServiceRegistration<?>> {

        private final BundleContext context;

        BeforeEachServer(BundleContext context) {
            this.context = context;
        }

        @Override
        public ServiceRegistration<?> addingService(ServiceReference<Object> reference) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(Constants.SERVICE_RANKING, RANKING);
            return context.registerService(HttpConfiguration.Customizer.class, guard, properties);
        }

        @Override
        public void modifiedService(ServiceReference<Object> reference, ServiceRegistration<?> customizer) {
            // its properties mean nothing to the guard
        }

        @Override
        public void removedService(ServiceReference<Object> reference, ServiceRegistration<?> customizer) {
            customizer.unregister();
        }
    }

    private static final class TrackedServices implements Services {

        private final ServiceTracker<Credentials, Credentials> credentials;
        private final ServiceTracker<AccessControl, AccessControl> access;
        private final ServiceTracker<AuditLog, AuditLog> audit;

        TrackedServices(BundleContext context) {
            credentials = new ServiceTracker<>(context, Credentials.class, null);
            access = new ServiceTracker<>(context, AccessControl.class, null);
            audit = new ServiceTracker<>(context, AuditLog.class, null);
            credentials.open();
            access.open();
            audit.open();
        }

        @Override
        public Credentials credentials() {
            return credentials.getService();
        }

        @Override
        public AccessControl access() {
            return access.getService();
        }

        @Override
        public AuditLog audit() {
            return audit.getService();
        }

        void close() {
            audit.close();
            access.close();
            credentials.close();
        }
    }
}
