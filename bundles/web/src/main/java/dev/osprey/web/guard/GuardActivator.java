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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the guard. An activator rather than a component: the guard stands from the first moment of the bundle, whether or not
 * what it asks is there yet, and lets nobody in until it is.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"dev.osprey.web.guard.JettyGuard,dev.osprey.web.guard.Gate\"")
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class GuardActivator implements BundleActivator {

    private static final Logger LOG = LoggerFactory.getLogger(GuardActivator.class);

    private TrackedServices services;
    private JettyGuard guard;
    private CustomizerRegistration registration;

    @Override
    public void start(BundleContext context) {
        services = new TrackedServices(context);
        guard = new JettyGuard(new Guard(services, new FailureThrottle(System::nanoTime)));
        context.registerService(new String[] {JettyGuard.class.getName(), Gate.class.getName()}, guard, null);
        LoopbackOnly.open(context);
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
