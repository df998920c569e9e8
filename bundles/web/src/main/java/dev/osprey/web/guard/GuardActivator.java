package dev.osprey.web.guard;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import java.util.Dictionary;
import java.util.Hashtable;
import org.eclipse.jetty.server.HttpConfiguration;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the guard. An activator rather than a component: the guard stands from the first moment of the bundle, whether or not
 * what it asks is there yet, and lets nobody in until it is.
 */
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"dev.osprey.web.guard.JettyGuard\"")
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class GuardActivator implements BundleActivator {

    private static final Logger LOG = LoggerFactory.getLogger(GuardActivator.class);

    /**
     * Pax Web keeps one customizer for each ranking and drops a second without a word: a number that nobody else takes. A low one,
     * since it asks them in ascending order.
     */
    private static final int RANKING = -1_181_081;

    private TrackedServices services;
    private JettyGuard guard;
    private ServiceRegistration<?> registration;

    @Override
    public void start(BundleContext context) {
        services = new TrackedServices(context);
        guard = new JettyGuard(new Guard(services, new FailureThrottle(System::nanoTime)));
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, RANKING);
        registration = context.registerService(
                new String[] {HttpConfiguration.Customizer.class.getName(), JettyGuard.class.getName()},
                guard,
                properties);
        LOG.info("The guard stands before every HTTP context");
    }

    @Override
    public void stop(BundleContext context) {
        guard.shut();
        registration.unregister();
        services.close();
        LOG.info("The guard has gone; HTTP answers 503 until it is back");
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
