package dev.osprey.hub;

import dev.osprey.system.Endpoint;
import dev.osprey.system.Tls;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's listener for TLS and its endpoint, as long as TLS is on. */
final class TlsListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TlsListener.class);

    private final Tls tls;
    private final Channel listening;
    private final String address;
    private final ServiceRegistration<Endpoint> registration;

    /** @throws IOException if the address cannot be had */
    TlsListener(BundleContext context, HubServer server, Tls tls) throws IOException {
        this.tls = tls;
        listening = server.listenTls(tls);
        address = "wss://" + Loopback.reached(tls.bind()) + ":" + HubServer.port(listening) + "/ws";
        registration = context.registerService(Endpoint.class, new Endpoint("hubs", address), null);
        log.info("The event hub listens with TLS on {}, bound to {}", address, tls.bind());
    }

    boolean serves(Tls other) {
        return tls == other;
    }

    String address() {
        return address;
    }

    /** Connections that are there stay. */
    @Override
    public void close() {
        registration.unregister();
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        log.info("The event hub no longer listens on {}", address);
    }
}
