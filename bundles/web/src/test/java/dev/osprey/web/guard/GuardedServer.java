package dev.osprey.web.guard;

import dev.osprey.access.Principal;
import dev.osprey.web.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** A real Jetty with two contexts that serve everything, and requests as raw bytes, so that no client tidies them up. */
final class GuardedServer {

    final List<String> served = new CopyOnWriteArrayList<>();
    final HttpConfiguration configuration = new HttpConfiguration();
    private final Server server = new Server();
    private final ServerConnector connector;

    GuardedServer() throws Exception {
        connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandler root = new ContextHandler("/");
        root.setHandler(new Everything());
        ContextHandler foreign = new ContextHandler("/foreign");
        foreign.setHandler(new Everything());
        server.setHandler(new ContextHandlerCollection(root, foreign));
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Sends one request with a right Host header and more lines. @return the whole answer */
    String send(String requestLine, String... headers) {
        return raw(requestLine + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(headers).map(h -> h + "\r\n").toList())
                + "Connection: close\r\n\r\n");
    }

    String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    void stop() throws Exception {
        server.stop();
    }

    private final class Everything extends AbstractHandler {
        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            base.setHandled(true);
            served.add(request.getMethod() + " " + request.getRequestURI());
            int size = request.getInputStream().readAllBytes().length;
            Object principal = request.getAttribute(Exchange.PRINCIPAL);
            String name = principal instanceof Principal known ? known.name() : "nobody";
            response.getWriter().print("served " + name + " " + request.getRemoteUser() + " " + size);
        }
    }
}
