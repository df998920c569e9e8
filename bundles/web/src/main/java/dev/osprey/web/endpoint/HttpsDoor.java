package dev.osprey.web.endpoint;

import dev.osprey.system.Check;
import dev.osprey.system.Endpoint;
import dev.osprey.system.Tls;
import dev.osprey.web.guard.Gate;
import java.io.IOException;
import java.util.Set;
import org.eclipse.jetty.server.Server;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTPS and its endpoint, while TLS is on and the HTTP server listens. */
@Component(
        service = {},
        immediate = true,
        configurationPid = HttpsConfiguration.PID,
        property = Check.DORMANT + ":Boolean=true")
@Designate(ocd = HttpsConfiguration.class)
public final class HttpsDoor {

    private static final Logger LOG = LoggerFactory.getLogger(HttpsDoor.class);

    private final Gate gate;
    private final HttpsListener listener;
    private final ServiceRegistration<Endpoint> registration;

    @Activate
    public HttpsDoor(
            BundleContext context,
            HttpsConfiguration configuration,
            @Reference Gate gate,
            @Reference Tls tls,
            @Reference(service = HttpServiceRuntime.class, target = "(osgi.http.endpoint=http*)")
                    ServiceReference<HttpServiceRuntime> runtime)
            throws IOException {
        this.gate = gate;
        Server server = Knock.at(ServerAddress.of(runtime.getProperty("osgi.http.endpoint")), gate);
        gate.certified(tls::names);
        listener = open(server, gate, tls, configuration);
        registration = context.registerService(Endpoint.class, new Endpoint("https", listener.address()), null);
        LOG.info("HTTP listens with TLS on {}, bound to {}", listener.address(), tls.bind());
    }

    private static HttpsListener open(Server server, Gate gate, Tls tls, HttpsConfiguration configuration)
            throws IOException {
        int port = configuration.port();
        try {
            return new HttpsListener(server, gate, tls, port);
        } catch (IOException e) {
            if (port != HttpsConfiguration.PORT || !configuration.port_fallback()) {
                throw e;
            }
            LOG.warn("{}; a free port is taken, as port.fallback says", e.getMessage());
            return new HttpsListener(server, gate, tls, 0);
        }
    }

    @Deactivate
    void stop() throws IOException {
        registration.unregister();
        gate.certified(Set::of);
        listener.close();
        LOG.info("HTTP no longer listens with TLS");
    }
}
