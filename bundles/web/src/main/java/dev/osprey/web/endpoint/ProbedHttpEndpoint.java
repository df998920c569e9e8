package dev.osprey.web.endpoint;

import dev.osprey.system.Check;
import dev.osprey.system.Endpoint;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the address of a server that does not name it: now and then Pax Web leaves {@code /} as its address although it listens,
 * and {@link HttpEndpoint} would wait for ever. The port is the configured one, once something accepts connections there. This component
 * lives while the address is not named.
 */
@Component(
        service = {},
        immediate = true,
        property = Check.DORMANT + ":Boolean=true")
public final class ProbedHttpEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(ProbedHttpEndpoint.class);
    private static final String PID = "org.ops4j.pax.web";
    private static final String PORT = "org.osgi.service.http.port";

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final PortProbe probe;
    /** Guarded by this. */
    private ServiceRegistration<Endpoint> registration;
    /** Guarded by this. */
    private boolean stopped;

    @Activate
    public ProbedHttpEndpoint(
            BundleContext context,
            @Reference ConfigurationAdmin configurations,
            @Reference(service = HttpServiceRuntime.class, target = "(osgi.http.endpoint=/)")
                    ServiceReference<HttpServiceRuntime> runtime) {
        this.context = context;
        this.configurations = configurations;
        this.probe = new PortProbe(this::port, this::publish);
        probe.start();
    }

    private int port() {
        try {
            Dictionary<String, Object> settings =
                    configurations.getConfiguration(PID, null).getProperties();
            Object port = settings == null ? null : settings.get(PORT);
            return port == null ? 0 : Integer.parseInt(port.toString().trim());
        } catch (IOException | NumberFormatException e) {
            LOG.debug("The configured port is not known yet", e);
            return 0;
        }
    }

    private synchronized void publish(int port) {
        if (!stopped) {
            Endpoint endpoint = new Endpoint("http", "http://127.0.0.1:" + port);
            registration = context.registerService(Endpoint.class, endpoint, new Hashtable<>());
            LOG.info("HTTP listens on {}; the server does not say so, it was tried", endpoint.address());
        }
    }

    @Deactivate
    void stop() {
        probe.close();
        ServiceRegistration<Endpoint> last;
        synchronized (this) {
            stopped = true;
            last = registration;
            registration = null;
        }
        if (last != null) {
            last.unregister();
        }
    }
}
