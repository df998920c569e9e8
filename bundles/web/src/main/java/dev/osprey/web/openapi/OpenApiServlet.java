package dev.osprey.web.openapi;

import dev.osprey.tool.Tools;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import dev.osprey.web.http.Schema;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code GET /api/openapi.json}: what the doors of this bundle serve, itself included, and one path for each tool. It is not among the
 * {@link Door} services, since it would then wait for itself.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("osprey-openapi")
@HttpWhiteboardServletPattern("/api/openapi.json")
public final class OpenApiServlet extends Door {

    private static final long serialVersionUID = 1L;

    private final transient List<Door> doors;

    @Activate
    public OpenApiServlet(BundleContext context, @Reference Tools tools) {
        this(context.getBundle().getVersion().toString(), tools, new CopyOnWriteArrayList<>());
        doors.add(this);
    }

    OpenApiServlet(String version, Tools tools, List<Door> doors) {
        super(routes(new CurrentDocument(version, tools, () -> List.copyOf(doors))), ErrorForm.PROBLEM, null);
        this.doors = doors;
    }

    private static Routes routes(CurrentDocument document) {
        return Routes.of(Route.get("/api/openapi.json")
                .login()
                .about("Describes what is served here")
                .gives("An OpenAPI 3.1 document", Schema.object("openapi", Schema.text()))
                .by(document::serve));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDoor(Door door) {
        doors.add(door);
    }

    void removeDoor(Door door) {
        doors.remove(door);
    }
}
