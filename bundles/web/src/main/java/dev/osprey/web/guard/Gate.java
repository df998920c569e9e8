package dev.osprey.web.guard;

import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;

/** How a further connector gets the guard before it. A service of this bundle. */
public interface Gate {

    /** The server of the last request that the guard saw, which Pax Web gives to nobody else; null if there was none yet. */
    Server server();

    /** The configuration for a connector with TLS: that of the plain one, with the guard first of all who look at a request. */
    HttpConfiguration forTls(HttpConfiguration plain);

    /** Requests over TLS may name these hosts as well. */
    void certified(Supplier<Set<String>> names);
}
