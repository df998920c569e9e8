package dev.osprey.web.http;

import dev.osprey.access.AccessControl;
import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A servlet that serves {@link Routes}, asks for the permission of each, and words every failure in its own form. */
public abstract class Door extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Routes routes;
    private final transient AccessControl access;
    private final ErrorForm errors;

    protected Door(Routes routes, ErrorForm errors, AccessControl access) {
        this.routes = routes;
        this.errors = errors;
        this.access = access;
    }

    /** What it serves. */
    public final Routes routes() {
        return routes;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, response, errors);
        try {
            routes.serve(exchange, access);
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }
}
