package dev.osprey.web.kite;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.registry.Registry;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Routes;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The paths of Kite's registry, for modules and scripts written for it. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("osprey-kite")
@HttpWhiteboardServletPattern({"/modules", "/lookup", "/get/*", "/tokens", "/verify", "/query"})
public final class KiteServlet extends Door {

    private static final long serialVersionUID = 1L;

    @Activate
    public KiteServlet(
            @Reference Registry registry,
            @Reference AccessControl access,
            @Reference Credentials credentials,
            @Reference AuditLog audit) {
        super(routes(new KiteRegistry(registry, access), new KiteTokens(credentials, audit)), ErrorForm.DETAIL);
    }

    private static Routes routes(KiteRegistry registry, KiteTokens tokens) {
        return new Routes()
                .on("GET", "/modules", registry::list)
                .on("POST", "/modules", registry::modules)
                .on("GET", "/lookup", registry::lookup)
                .on("GET", "/get/*", registry::get)
                .on("POST", "/tokens", tokens::accept)
                .on("POST", "/verify", tokens::verify)
                .on("POST", "/query", KiteServlet::query);
    }

    private static void query(Exchange exchange) {
        exchange.principal();
        throw new Refusal(
                501,
                "not_implemented",
                "Questions in natural language are not answered here",
                "use GET /lookup?module=&field=&value= with globs");
    }
}
