package dev.osprey.web.rest;

import dev.osprey.access.Credentials;
import dev.osprey.registry.Registry;
import dev.osprey.registry.UnknownPathException;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** {@code POST /api/v1/tickets}: how a web page reaches the event hub without seeing a token. */
final class Tickets {

    private static final String HUB = "event_hub.metadata.ws_endpoint";
    private static final String HUB_TLS = "event_hub.metadata.wss_endpoint";
    private static final int LIFE_SECONDS = 30;

    private final Credentials credentials;
    private final Registry registry;

    Tickets(Credentials credentials, Registry registry) {
        this.credentials = credentials;
        this.registry = registry;
    }

    void issue(Exchange exchange) throws IOException {
        Object hub = exchange.request().isSecure()
                ? asCalled(String.valueOf(hub(HUB_TLS)), exchange.request().getServerName())
                : hub(HUB);
        String ticket = credentials.ticket(exchange.principal());
        exchange.reply(200, Json.object("ticket", ticket, "expires_in", LIFE_SECONDS, "hub", hub));
    }

    /** The hub under the name that the page was called by: it is one that the certificate is good for. */
    private static String asCalled(String address, String host) {
        URI hub = URI.create(address);
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return hub.getScheme() + "://" + name + ":" + hub.getPort() + hub.getPath();
    }

    private Object hub(String path) {
        try {
            return registry.get(path);
        } catch (UnknownPathException e) {
            throw new Refusal(
                    503,
                    "unavailable",
                    "The event hub is not there: " + e.getMessage(),
                    "start the bundle dev.osprey.hub",
                    Map.of("Retry-After", "2"));
        }
    }
}
