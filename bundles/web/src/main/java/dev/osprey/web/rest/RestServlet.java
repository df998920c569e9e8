package dev.osprey.web.rest;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.registry.Registry;
import dev.osprey.tool.Tools;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
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
@Component(service = Servlet.class)
@HttpWhiteboardServletName("osprey-rest")
@HttpWhiteboardServletPattern("/api/*")
@HttpWhiteboardServletAsyncSupported
public final class RestServlet extends Door {

    private static final long serialVersionUID = 1L;
    private static final String TOOL = "/api/v1/tools/";
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

    private final transient Workers workers;
    private final transient ToolCalls calls;

    @Activate
    public RestServlet(
            @Reference Tools tools,
            @Reference Registry registry,
            @Reference Credentials credentials,
            @Reference AccessControl access) {
        this(
                new Catalogue(tools, registry, access),
                new Tickets(credentials, registry, access),
                tools,
                new Workers(KEEP_ALIVE));
    }

    RestServlet(Catalogue catalogue, Tickets tickets, Tools tools, Workers workers) {
        this(catalogue, tickets, new ToolCalls(tools, workers), workers);
    }

    private RestServlet(Catalogue catalogue, Tickets tickets, ToolCalls calls, Workers workers) {
        super(routes(catalogue, tickets, calls), ErrorForm.PROBLEM);
        this.workers = workers;
        this.calls = calls;
    }

    private static Routes routes(Catalogue catalogue, Tickets tickets, ToolCalls calls) {
        return new Routes()
                .on("GET", "/api/v1/tools", catalogue::tools)
                .on("GET", TOOL + "*", x -> catalogue.tool(x, name(x)))
                .on("POST", TOOL + "*", x -> calls.call(x, name(x)))
                .on("GET", "/api/v1/registry", catalogue::registry)
                .on("POST", "/api/v1/tickets", tickets::issue);
    }

    private static String name(Exchange exchange) {
        return exchange.path().substring(TOOL.length());
    }

    @Deactivate
    void stop() {
        calls.close();
        workers.close();
    }
}
