package dev.osprey.web.endpoint;

import dev.osprey.system.Check;
import dev.osprey.system.Endpoint;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the address that the HTTP server really listens on. The server's runtime service says it in a property, which is a URL
 * only while the server listens: this component lives just as long.
 */
@Component(
        service = {},
        immediate = true,
        property = Check.DORMANT + ":Boolean=true")
public final class HttpEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final String PROPERTY = "osgi.http.endpoint";

    private final ServiceRegistration<Endpoint> registration;

    @Activate
    public HttpEndpoint(
            BundleContext context,
            @Reference(service = HttpServiceRuntime.class, target = "(" + PROPERTY + "=http*)")
                    ServiceReference<HttpServiceRuntime> runtime) {
        Endpoint endpoint = new Endpoint("http", ServerAddress.of(runtime.getProperty(PROPERTY)));
        registration = context.registerService(Endpoint.class, endpoint, new Hashtable<>());
        LOG.info("HTTP listens on {}", endpoint.address());
    }

    @Deactivate
    void stop() {
        registration.unregister();
        LOG.info("HTTP no longer listens");
    }
}
