package dev.osprey.web.endpoint;

import dev.osprey.system.Endpoint;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The endpoint of plain HTTP as a service, however its address was found. */
final class PlainHttp {

    /** Selects it. */
    static final String TARGET = "(osprey.endpoint=http)";

    private PlainHttp() {}

    static ServiceRegistration<Endpoint> publish(BundleContext context, String address) {
        return context.registerService(
                Endpoint.class, new Endpoint("http", address), new Hashtable<>(Map.of("osprey.endpoint", "http")));
    }
}
