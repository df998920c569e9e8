package dev.osprey.web.kite;

import static dev.osprey.web.http.Schema.any;
import static dev.osprey.web.http.Schema.flag;
import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.registry.Registry;
import dev.osprey.search.Search;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The paths of Kite's registry, for modules and scripts written for it. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-kite")
@HttpWhiteboardServletPattern({"/modules", "/lookup", "/get/*", "/tokens", "/verify", "/query"})
public final class KiteServlet extends Door {

    private static final long serialVersionUID = 1L;

    @Activate
    public KiteServlet(
            @Reference Registry registry,
            @Reference AccessControl access,
            @Reference Credentials credentials,
            @Reference AuditLog audit,
            @Reference Search search) {
        super(
                routes(new KiteRegistry(registry), new KiteTokens(credentials, audit), new KiteQuery(search)),
                ErrorForm.DETAIL,
                access);
    }

    private static Routes routes(KiteRegistry registry, KiteTokens tokens, KiteQuery questions) {
        return Routes.of(
                Route.get("/modules")
                        .needs(Permission.REGISTRY_READ)
                        .about("Lists the entries of the registry as Kite does")
                        .gives("The registrations", list(object("module_id", text(), "status", text())))
                        .by(registry::list),
                Route.post("/modules")
                        .leftToService(Permission.REGISTRY_WRITE)
                        .about("Registers, extends or ends an entry")
                        .takes(object("action", oneOf("register", "heartbeat", "deregister"), "module_id", text()))
                        .gives(
                                "Done; a lease but for deregister",
                                object("ok", flag(), "ttl?", integer(), "heartbeat_interval?", integer()))
                        .by(registry::modules),
                Route.get("/lookup")
                        .needs(Permission.REGISTRY_READ, KiteRegistry::module)
                        .about("Finds fields by globs")
                        .query("module", "Glob for the id; also called module_id")
                        .query("field", "Glob for the dotted path of a field; also called path")
                        .query("value", "Glob for the text of its value; also called q")
                        .gives(
                                "A row for each field",
                                list(object("module_id", text(), "field", text(), "value", any())))
                        .by(registry::lookup),
                Route.get("/get/{path*}")
                        .needs(Permission.REGISTRY_READ, "path")
                        .about("Gives the value at a path")
                        .path("path", "Id of an entry, then fields, joined by dots")
                        .gives("The bare value", any())
                        .by(registry::get),
                Route.post("/tokens")
                        .leftToService(Permission.TOKEN)
                        .about("Hands in tokens of modules")
                        .takes(object())
                        .gives("Taken", object("ok", flag(), "count", integer()))
                        .by(tokens::accept),
                Route.post("/verify")
                        .login()
                        .about("Says whose a token is")
                        .takes(object("token", text()))
                        .gives("Whose it is", object("ok", flag(), "module_id", text()))
                        .by(tokens::verify),
                Route.post("/query")
                        .needs(Permission.REGISTRY_READ)
                        .about("Answers a question in plain language")
                        .takes(object("question", text()))
                        .gives(
                                "What fits best, made of the entries it names and of nothing else",
                                object("answer", text(), "question", text(), "results", list(KiteQuery.RESULT)))
                        .by(questions::answer));
    }
}
