package dev.osprey.web.endpoint;

import dev.osprey.system.Tls;
import dev.osprey.web.guard.Gate;
import java.io.IOException;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * One more connector of the HTTP server, for TLS. Pax Web can make one itself, but only from a key store whose password stands in
 * its configuration, and only on the addresses of plain HTTP.
 */
final class HttpsListener implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;

    /** @throws IOException if the address cannot be had */
    HttpsListener(Server server, Gate gate, Tls tls, int port) throws IOException {
        this.server = server;
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        SSLParameters parameters = tls.parameters();
        ssl.setSslContext(tls.context());
        ssl.setExcludeProtocols();
        ssl.setIncludeProtocols(parameters.getProtocols());
        ssl.setExcludeCipherSuites();
        ssl.setIncludeCipherSuites(parameters.getCipherSuites());
        ssl.setUseCipherSuitesOrder(true);
        ServerConnector plain = plain(server);
        connector = new ServerConnector(
                server,
                new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(gate.forTls(configuration(plain))));
        connector.setName("osprey-https");
        connector.setHost(tls.bind());
        connector.setPort(port);
        connector.setIdleTimeout(plain.getIdleTimeout());
        start();
        // Only now: what does not listen must not be among those that the server would start again.
        server.addConnector(connector);
    }

    private void start() throws IOException {
        try {
            connector.start();
        } catch (Exception e) {
            // Jetty's own signature; in practice that the address is taken or not of this machine.
            throw new IOException(
                    "HTTPS cannot listen on " + connector.getHost() + ":" + connector.getPort() + ": " + e.getMessage()
                            + ". Set another port in dev.osprey.web.https, or bind in dev.osprey.tls",
                    e);
        }
    }

    private static ServerConnector plain(Server server) {
        for (var candidate : server.getConnectors()) {
            if (candidate instanceof ServerConnector found
                    && found.getConnectionFactory(HttpConnectionFactory.class) != null) {
                return found;
            }
        }
        throw new IllegalStateException("The HTTP server has no connector; check org.ops4j.pax.web.cfg");
    }

    private static HttpConfiguration configuration(ServerConnector plain) {
        return plain.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    }

    String address() {
        return "https://" + ServerAddress.host(connector.getHost()) + ":" + connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.removeConnector(connector);
        try {
            connector.stop();
        } catch (Exception e) {
            // Jetty's own signature.
            throw new IOException("HTTPS did not stop cleanly", e);
        }
    }
}
