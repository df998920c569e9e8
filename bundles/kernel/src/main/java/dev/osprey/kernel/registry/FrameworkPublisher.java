package dev.osprey.kernel.registry;

import dev.osprey.registry.Registration;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers a {@link Registration}, the record as received, as a service of the kernel. */
final class FrameworkPublisher implements Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(FrameworkPublisher.class);
    private final BundleContext context;

    FrameworkPublisher(BundleContext context) {
        this.context = context;
    }

    @Override
    public Publication publish(Registration registration, Map<String, Object> properties) {
        return new FrameworkPublication(
                context.registerService(Registration.class, registration, new Hashtable<>(properties)));
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
