package dev.osprey.web.guard;

import dev.osprey.web.guard.Answer.Refuse;
import java.util.Map;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Stays behind when the guard's bundle stops, so that other bundles' pages are not open meanwhile. Gives way to the next guard,
 * which may be of a newer version of this bundle: hence known by name, not by class.
 */
final class ClosedDoor implements HttpConfiguration.Customizer {

    @Override
    public void customize(Connector connector, HttpConfiguration configuration, Request request) {
        for (HttpConfiguration.Customizer other : configuration.getCustomizers()) {
            if (other.getClass().getName().equals(JettyGuard.class.getName())) {
                configuration.getCustomizers().remove(this);
                // Called from here, since the round of customizers under way may not know it yet.
                other.customize(connector, configuration, request);
                return;
            }
        }
        JettyGuard.refuse(
                request,
                new Refuse(
                        503,
                        "No guard",
                        "The bundle that checks credentials has stopped.",
                        "Start bundle dev.osprey.web again.",
                        Map.of("Retry-After", "5")));
    }
}
