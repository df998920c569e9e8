package dev.osprey.web.health;

import static dev.osprey.web.http.Schema.flag;
import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.registry.Registry;
import dev.osprey.system.Readiness;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
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
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-health")
@HttpWhiteboardServletPattern({"/health", "/health/live", "/health/ready"})
public final class HealthServlet extends Door {

    private static final long serialVersionUID = 1L;

    private final transient Health health;

    @Activate
    public HealthServlet() {
        this(new Health());
    }

    HealthServlet(Health health) {
        super(
                Routes.of(
                        Route.get("/health")
                                .anonymous()
                                .about("Tells how Osprey is")
                                .gives("How it is", object("ok", flag(), "status", text(), "modules", integer()))
                                .by(health::summary),
                        Route.get("/health/live")
                                .anonymous()
                                .about("Tells that it lives")
                                .gives("It lives", object("status", text()))
                                .by(x -> x.reply(200, Map.of("status", "live"))),
                        Route.get("/health/ready")
                                .anonymous()
                                .about("Tells whether it can do its work")
                                .gives("It can", object("status", text()))
                                .gives(503, "Not yet", object("status", text(), "missing", list(text())))
                                .by(health::ready)),
                ErrorForm.PROBLEM,
                null);
        this.health = health;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setReadiness(Readiness readiness) {
        health.readiness.set(readiness);
    }

    void unsetReadiness(Readiness readiness) {
        health.readiness.compareAndSet(readiness, null);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setRegistry(Registry registry) {
        health.registry.set(registry);
    }

    void unsetRegistry(Registry registry) {
        health.registry.compareAndSet(registry, null);
    }
}
