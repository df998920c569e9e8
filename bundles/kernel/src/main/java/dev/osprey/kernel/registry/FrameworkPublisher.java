package dev.osprey.kernel.registry;

import dev.osprey.registry.Registration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers a {@link Registration}, the record as received, as a service of the kernel. */
final class FrameworkPublisher implements Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkPublisher.class);

    /** A registration on its way into the framework, and when it was made. */
    record Publishing(Registration registration, Instant at) {}

    private final BundleContext context;

    /** What this thread is registering. */
    private final ThreadLocal<Publishing> publishing = new ThreadLocal<>();

    FrameworkPublisher(BundleContext context) {
        this.context = context;
    }

    @Override
    public Publication publish(Registration registration, Map<String, Object> properties, Instant at) {
        Publishing outer = publishing.get();
        publishing.set(new Publishing(registration, at));
        try {
            return new FrameworkPublication(
                    context.registerService(Registration.class, registration, FrameworkUtil.asDictionary(properties)));
        } finally {
            if (outer == null) {
                publishing.remove();
            } else {
                publishing.set(outer);
            }
        }
    }

    /**
     * What the calling thread is registering just now, null if nothing. A listener takes it from here: the framework keeps a list of all
     * services that a bundle ever got and goes through it each time.
     */
    Publishing publishing() {
        return publishing.get();
    }

    private static final class FrameworkPublication implements Publication {

        private final ServiceRegistration<Registration> service;
        private final long serviceId;
        private final AtomicBoolean withdrawn = new AtomicBoolean();

        FrameworkPublication(ServiceRegistration<Registration> service) {
            this.service = service;
            this.serviceId = (Long) service.getReference().getProperty(Constants.SERVICE_ID);
        }

        @Override
        public long serviceId() {
            return serviceId;
        }

        @Override
        public void withdraw() {
            if (!withdrawn.compareAndSet(false, true)) {
                return;
            }
            try {
                service.unregister();
            } catch (IllegalStateException alreadyGone) {
                LOG.debug("Service {} was unregistered with the kernel", serviceId, alreadyGone);
            }
        }
    }
}
