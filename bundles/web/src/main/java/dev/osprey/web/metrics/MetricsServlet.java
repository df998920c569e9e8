package dev.osprey.web.metrics;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.system.Metrics;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /metrics}: the numbers of all parts, for Prometheus. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-metrics")
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends Door {

    private static final long serialVersionUID = 1L;

    private final transient Sources sources;

    @Activate
    public MetricsServlet(@Reference AccessControl access) {
        this(access, new Sources());
    }

    private MetricsServlet(AccessControl access, Sources sources) {
        super(routes(sources), ErrorForm.PROBLEM, access);
        this.sources = sources;
    }

    private static Routes routes(Sources sources) {
        return Routes.of(Route.get("/metrics")
                .needs(Permission.MODULE_READ)
                .about("Shows the numbers of all parts in the text format of Prometheus")
                .gives("Text in the exposition format 0.0.4", null)
                .by(x -> serve(sources, x)));
    }

    private static void serve(Sources sources, Exchange exchange) throws IOException {
        byte[] text = sources.text().getBytes(StandardCharsets.UTF_8);
        var response = exchange.response();
        response.setContentType(Exposition.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSource(Metrics source) {
        sources.add(source);
    }

    void removeSource(Metrics source) {
        sources.remove(source);
    }
}
