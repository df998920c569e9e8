package dev.osprey.web.openapi;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import dev.osprey.web.http.Schema;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/asyncapi.json}: which events there are, made again when what the modules declare has changed. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-asyncapi")
@HttpWhiteboardServletPattern("/api/asyncapi.json")
public final class AsyncApiServlet extends Door {

    private static final long serialVersionUID = 1L;

    @Activate
    public AsyncApiServlet(BundleContext context, @Reference Registry registry, @Reference AccessControl access) {
        this(context.getBundle().getVersion().toString(), registry, access);
    }

    AsyncApiServlet(String version, Registry registry, AccessControl access) {
        super(routes(new Current(version, registry)), ErrorForm.PROBLEM, access);
    }

    private static Routes routes(Current document) {
        return Routes.of(Route.get("/api/asyncapi.json")
                .needs(Permission.REGISTRY_READ)
                .about("Describes the events that Osprey and the modules publish")
                .gives("An AsyncAPI 3.0 document", Schema.object("asyncapi", Schema.text()))
                .by(document::serve));
    }

    /** The document as of the last time that somebody asked. Thread-safe. */
    private static final class Current {

        private final String version;
        private final Registry registry;
        private volatile Built built = new Built(null, null, null);

        private record Built(List<DeclaredEvent> events, Map<String, URI> hubs, Tagged document) {}

        Current(String version, Registry registry) {
            this.version = version;
            this.registry = registry;
        }

        void serve(Exchange exchange) throws IOException {
            Built known = built;
            List<DeclaredEvent> events = DeclaredEvent.of(registry.entries());
            Map<String, URI> hubs = hubs();
            if (!events.equals(known.events()) || !hubs.equals(known.hubs())) {
                known = new Built(events, hubs, Tagged.of(AsyncDocument.of(version, hubs, SystemEvents.ALL, events)));
                built = known;
            }
            known.document().serve(exchange);
        }

        private Map<String, URI> hubs() {
            Map<String, URI> hubs = new TreeMap<>();
            Object metadata = registry.entry("event_hub")
                    .map(Entry::document)
                    .map(document -> document.get("metadata"))
                    .orElse(null);
            if (metadata instanceof Map<?, ?> addresses) {
                put(hubs, "hub", addresses.get("ws_endpoint"));
                put(hubs, "hubs", addresses.get("wss_endpoint"));
            }
            return hubs;
        }

        private static void put(Map<String, URI> hubs, String name, Object address) {
            if (address instanceof String text && text.matches("wss?://[A-Za-z0-9.:\\[\\]-]+/[a-z]*")) {
                hubs.put(name, URI.create(text));
            }
        }
    }
}
