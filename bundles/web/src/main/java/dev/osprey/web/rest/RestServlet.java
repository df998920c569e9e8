package dev.osprey.web.rest;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.registry.Registry;
import dev.osprey.search.Search;
import dev.osprey.tool.Tools;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.time.Duration;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The native HTTP resources, below {@code /api/v1/}. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-rest")
@HttpWhiteboardServletPattern("/api/*")
@HttpWhiteboardServletAsyncSupported
public final class RestServlet extends Door {

    private static final long serialVersionUID = 1L;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    private final transient Workers workers;
    private final transient ToolCalls calls;

    @Activate
    public RestServlet(
            @Reference Tools tools,
            @Reference Registry registry,
            @Reference Credentials credentials,
            @Reference AccessControl access,
            @Reference Search search) {
        this(
                access,
                new Catalogue(tools, registry),
                new Tickets(credentials, registry),
                tools,
                new SearchRoutes(search),
                new Workers(KEEP_ALIVE));
    }

    RestServlet(
            AccessControl access,
            Catalogue catalogue,
            Tickets tickets,
            Tools tools,
            SearchRoutes search,
            Workers workers) {
        this(access, catalogue, tickets, new ToolCalls(tools, workers), search, workers);
    }

    private RestServlet(
            AccessControl access,
            Catalogue catalogue,
            Tickets tickets,
            ToolCalls calls,
            SearchRoutes search,
            Workers workers) {
        super(routes(catalogue, tickets, calls).and(search.routes()), ErrorForm.PROBLEM, access);
        this.workers = workers;
        this.calls = calls;
    }

    private static Routes routes(Catalogue catalogue, Tickets tickets, ToolCalls calls) {
        return Routes.of(
                Route.get("/api/v1/tools")
                        .needs(Permission.TOOL_LIST)
                        .about("Lists the tools")
                        .by(catalogue::tools),
                Route.get("/api/v1/tools/{name}")
                        .needs(Permission.TOOL_LIST, "name")
                        .about("Shows a tool")
                        .by(catalogue::tool),
                Route.post("/api/v1/tools/{name}")
                        .leftToService(Permission.TOOL_CALL)
                        .about("Calls a tool")
                        .by(calls::call),
                Route.get("/api/v1/registry")
                        .needs(Permission.REGISTRY_READ)
                        .about("Lists the entries of the registry")
                        .by(catalogue::registry),
                Route.post("/api/v1/tickets")
                        .needs(Permission.TICKET, x -> "hub")
                        .about("Makes a ticket that opens the event hub once")
                        .by(tickets::issue));
    }

    @Deactivate
    void stop() {
        calls.close();
        workers.close();
    }
}
