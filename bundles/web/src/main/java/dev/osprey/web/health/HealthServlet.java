package dev.osprey.web.health;

import dev.osprey.registry.Registry;
import dev.osprey.system.Readiness;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Says whether Osprey lives and whether it can do its work. Open to everyone, so it tells nothing else; it serves while the kernel is away. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("osprey-health")
@HttpWhiteboardServletPattern({"/health", "/health/live", "/health/ready"})
public final class HealthServlet extends Door {

    private static final long serialVersionUID = 1L;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Readiness readiness;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private transient volatile Registry registry;

    @Activate
    public HealthServlet() {
        this(new Routes());
    }

    private HealthServlet(Routes routes) {
        super(routes, ErrorForm.PROBLEM);
        routes.on("GET", "/health", this::health)
                .on("GET", "/health/live", x -> x.reply(200, Map.of("status", "live")))
                .on("GET", "/health/ready", this::ready);
    }

    HealthServlet(Readiness readiness, Registry registry) {
        this();
        this.readiness = readiness;
        this.registry = registry;
    }

    private void ready(Exchange exchange) throws IOException {
        List<String> missing = missing();
        if (missing.isEmpty()) {
            exchange.reply(200, Map.of("status", "ready"));
        } else {
            exchange.response().setHeader("Retry-After", "1");
            exchange.reply(503, Json.object("status", "starting", "missing", missing));
        }
    }

    private List<String> missing() {
        Readiness now = readiness;
        return now == null ? List.of("kernel") : now.missing();
    }

    private void health(Exchange exchange) throws IOException {
        Readiness state = readiness;
        Registry entries = registry;
        exchange.reply(
                200,
                Json.object(
                        "ok",
                        true,
                        "status",
                        "ok",
                        "modules",
                        entries == null ? 0 : entries.entries().size(),
                        "uptime",
                        state == null ? 0 : state.uptimeMillis() / 1000,
                        "packs",
                        List.of(),
                        "model",
                        "none",
                        "tasks",
                        Json.object("active", 0, "queued", 0, "total", 0)));
    }
}
