package dev.osprey.web.http;

import dev.osprey.access.AccessControl;
import java.io.IOException;
import java.time.Clock;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A servlet that serves {@link Routes}, asks for the permission of each, and words every failure in its own form. */
public abstract class Door extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Routes routes;
    private final transient AccessControl access;
    private final ErrorForm errors;
    private final transient Repeats repeats = new Repeats(new Replays(Clock.systemUTC()));

    protected Door(Routes routes, ErrorForm errors, AccessControl access) {
        this.routes = routes;
        this.errors = errors;
        this.access = access;
    }

    /** What it serves. */
    public final Routes routes() {
        return routes;
    }

    /** How it words errors. */
    public final ErrorForm errors() {
        return errors;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, response, errors);
        try {
            Route route = routes.find(exchange, access);
            if (!route.about().repeatable() || !repeats.answered(exchange, route)) {
                route.action().serve(exchange);
            }
        } catch (RuntimeException e) {
            exchange.fail(e);
        } catch (Error e) {
            exchange.abandon();
            throw e;
        }
    }
}
