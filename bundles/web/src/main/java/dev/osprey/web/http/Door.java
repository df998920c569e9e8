package dev.osprey.web.http;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A servlet that serves {@link Routes} and words every failure in its own form. */
public abstract class Door extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Routes routes;
    private final ErrorForm errors;

    protected Door(Routes routes, ErrorForm errors) {
        this.routes = routes;
        this.errors = errors;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, response, errors);
        try {
            routes.serve(exchange);
        } catch (RuntimeException e) {
            exchange.fail(e);
        }
    }
}
