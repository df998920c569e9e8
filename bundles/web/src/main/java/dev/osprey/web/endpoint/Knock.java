package dev.osprey.web.endpoint;

import dev.osprey.web.guard.Gate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Server;

/** One request to our own plain port. The guard refuses it, and has seen the server then: Pax Web shows it only to who looks at requests. */
final class Knock {

    private static final int MILLIS = 5_000;

    private Knock() {}

    /** @throws IOException if nothing answers at the address */
    static Server at(String address, Gate gate) throws IOException {
        URI uri = URI.create(address);
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, uri.getPort()), MILLIS);
            socket.setSoTimeout(MILLIS);
            String request = "GET /osprey/ HTTP/1.0\r\nHost: " + uri.getAuthority() + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
        Server server = gate.server();
        if (server == null) {
            throw new IOException("The guard does not stand before " + address + "; HTTPS is not opened without it");
        }
        return server;
    }
}
