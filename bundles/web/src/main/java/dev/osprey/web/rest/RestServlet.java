package dev.osprey.web.rest;

import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.page;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.module.ModuleLogs;
import dev.osprey.registry.Registry;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.tool.Tools;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import dev.osprey.web.launcher.LogDoor;
import java.time.Duration;
import java.util.Map;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The native HTTP resources, below {@code /api/v1/}, and the hub's counters where its own port has them. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-rest")
@HttpWhiteboardServletPattern({"/api/*", "/stats"})
@HttpWhiteboardServletAsyncSupported
public final class RestServlet extends Door {

    private static final long serialVersionUID = 1L;
    private static final String TOOL_NAME = "Name of the tool";
    private static final String MODULE_GLOB = "Glob for the id";
    private static final String FIELD_GLOB = "Glob for the dotted path of a field";
    private static final String VALUE_GLOB = "Glob for the text of that field's value";
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);
    private static final Duration WATCH_KEEP_ALIVE = Duration.ofSeconds(15);

    private final transient Workers workers;
    private final transient ToolCalls calls;
    private final transient Watches watches;
    private final transient LogDoor logs;

    @Activate
    public RestServlet(
            @Reference Tools tools,
            @Reference Registry registry,
            @Reference Credentials credentials,
            @Reference AccessControl access) {
        this(
                access,
                new Catalogue(tools, registry),
                new Tickets(credentials, registry),
                tools,
                new Workers(KEEP_ALIVE),
                new Watches(credentials, access, WATCH_KEEP_ALIVE),
                new LogDoor(credentials, access, WATCH_KEEP_ALIVE));
    }

    RestServlet(
            AccessControl access,
            Catalogue catalogue,
            Tickets tickets,
            Tools tools,
            Workers workers,
            Watches watches,
            LogDoor logs) {
        this(access, catalogue, tickets, new ToolCalls(tools, workers), workers, watches, logs);
    }

    private RestServlet(
            AccessControl access,
            Catalogue catalogue,
            Tickets tickets,
            ToolCalls calls,
            Workers workers,
            Watches watches,
            LogDoor logs) {
        super(
                routes(catalogue, tickets, calls, watches)
                        .and(ModuleRoutes.of(calls))
                        .and(logs.routes())
                        .and(WatchdogRoutes.of(calls))
                        .and(ProcessRoutes.of(calls))
                        .and(TerminalRoutes.of(calls)),
                ErrorForm.PROBLEM,
                access);
        this.workers = workers;
        this.calls = calls;
        this.watches = watches;
        this.logs = logs;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setWatch(RegistryWatch watch) {
        watches.use(watch);
    }

    void unsetWatch(RegistryWatch watch) {
        watches.drop(watch);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setLogs(ModuleLogs found) {
        logs.use(found);
    }

    void unsetLogs(ModuleLogs lost) {
        logs.drop(lost);
    }

    private static Routes routes(Catalogue catalogue, Tickets tickets, ToolCalls calls, Watches watches) {
        return Routes.of(
                Route.get("/api/v1/tools")
                        .needs(Permission.TOOL_LIST)
                        .about("Lists the tools by name")
                        .query("q", "Keeps those with this text in name or description")
                        .paged()
                        .gives("The tools", page(Shapes.TOOL))
                        .by(catalogue::tools),
                Route.get("/api/v1/tools/{name}")
                        .needs(Permission.TOOL_LIST, "name")
                        .about("Shows a tool")
                        .path("name", TOOL_NAME)
                        .gives("The tool", Shapes.TOOL)
                        .by(catalogue::tool),
                Route.post("/api/v1/tools/{name}")
                        .leftToService(Permission.TOOL_CALL)
                        .about("Calls a tool")
                        .path("name", TOOL_NAME)
                        .query("timeout", "Seconds to wait at most, fractions allowed", text())
                        .header("Prefer", "wait=SECONDS, the same")
                        .takes(object())
                        .gives("What the tool says", Shapes.CALLED)
                        .streams()
                        .repeatable()
                        .by(calls::call),
                Route.get("/api/v1/registry")
                        .needs(Permission.REGISTRY_READ, Catalogue::module)
                        .about("Lists the entries of the registry by id")
                        .query("module", MODULE_GLOB)
                        .query("field", FIELD_GLOB)
                        .query("value", VALUE_GLOB)
                        .paged()
                        .gives("The entries that have such a field", page(Shapes.ENTRY_HEAD))
                        .by(catalogue::registry),
                Route.get("/api/v1/registry/watch")
                        .needs(Permission.REGISTRY_READ, Catalogue::module)
                        .about("Follows the registry: a reset with all entries, then each change")
                        .query("module", MODULE_GLOB)
                        .query("field", FIELD_GLOB)
                        .query("value", VALUE_GLOB)
                        .query("since", "Revision to go on from")
                        .header("Last-Event-ID", "The same, as a browser sends it; it counts more")
                        .gives("Server-sent events: reset, put, delete, synced", null)
                        .streams()
                        .by(watches::open),
                Route.get("/api/v1/registry/{module_id}")
                        .needs(Permission.REGISTRY_READ, "module_id")
                        .about("Shows an entry with its document")
                        .path("module_id", "Id of the entry")
                        .gives("The entry", Shapes.ENTRY)
                        .by(catalogue::entry),
                Route.get("/stats")
                        .leftToService(Permission.TOOL_CALL)
                        .about("Shows the counters of the event hub, as the tool hub.stats does")
                        .gives("The counters", object())
                        .by(x -> calls.bare(x, "hub.stats", Map.of())),
                Route.post("/api/v1/tickets")
                        .needs(Permission.TICKET, x -> "hub")
                        .about("Makes a ticket that opens the event hub once")
                        .gives("The ticket", object("ticket", text(), "expires_in", integer(), "hub", text()))
                        .by(tickets::issue));
    }

    @Deactivate
    void stop() {
        watches.close();
        logs.close();
        calls.close();
        workers.close();
    }
}
