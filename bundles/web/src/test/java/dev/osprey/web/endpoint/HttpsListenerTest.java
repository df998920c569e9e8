package dev.osprey.web.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Role;
import dev.osprey.web.guard.GuardForTests;
import dev.osprey.web.served.TestTls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Jetty with a plain connector and a guard, and the listener with TLS that is added to it while it runs. */
class HttpsListenerTest {

    private static final String ADMIN = GuardForTests.bearer(Role.ADMIN);

    @TempDir
    static Path folder;

    private static TestTls tls;

    private final GuardForTests guard = new GuardForTests();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final Server server = new Server();
    private ServerConnector plain;
    private HttpsListener https;
    private int port;

    @BeforeAll
    static void identity() throws Exception {
        tls = new TestTls(folder);
    }

    @BeforeEach
    void start() throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(guard.customizer());
        plain = new ServerConnector(server, new HttpConnectionFactory(configuration));
        plain.setHost("127.0.0.1");
        server.addConnector(plain);
        server.setHandler(new Everything());
        server.start();
        guard.gate().certified(tls::names);
        https = new HttpsListener(
                Knock.at("http://127.0.0.1:" + plain.getLocalPort(), guard.gate()), guard.gate(), tls, 0);
        port = Integer.parseInt(https.address().substring(https.address().lastIndexOf(':') + 1));
    }

    @AfterEach
    void stop() throws Exception {
        https.close();
        server.stop();
    }

    private static int exchange(Socket socket, String host, String... headers) throws IOException {
        String request = "GET /foreign/page HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private int status(String host, String... headers) throws IOException {
        try (SSLSocket socket = tls.connect(port)) {
            return exchange(socket, host, headers);
        }
    }

    @Test
    void theGuardStandsBeforeIt() throws IOException {
        assertEquals(401, status("127.0.0.1:" + port));
        assertEquals(401, status("127.0.0.1:" + port, "Authorization: Bearer wrong"));
        assertEquals(List.of(), served);
        assertEquals(200, status("127.0.0.1:" + port, ADMIN));
        assertEquals(List.of("https /foreign/page"), served);
    }

    @Test
    void theGuardFoundTheServerByTheKnock() {
        assertSame(server, guard.gate().server());
        assertEquals(List.of(), served);
    }

    @Test
    void itAnswersToTheNamesOfTheCertificateAndToNoOther() throws IOException {
        for (String name : List.of("localhost", "osprey.lan", "OSPREY.lan", "[fd00::1]")) {
            assertEquals(200, status(name + ":" + port, ADMIN, "Origin: https://" + name + ":" + port), name);
        }
        assertEquals(421, status("evil.example:" + port, ADMIN));
        assertEquals(421, status("osprey.lan", ADMIN), "that would be port 443");
        assertEquals(421, status("osprey.lan:" + plain.getLocalPort(), ADMIN));
    }

    @Test
    void thoseNamesOpenNothingOnThePlainPort() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plain.getLocalPort())) {
            assertEquals(421, exchange(socket, "osprey.lan:" + plain.getLocalPort(), ADMIN));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plain.getLocalPort())) {
            assertEquals(200, exchange(socket, "127.0.0.1:" + plain.getLocalPort(), ADMIN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%PLAIN%", "https://evil.example:%TLS%", "https://osprey.lan", "null"})
    void pagesOfOtherOriginsAreRefused(String origin) throws IOException {
        String header = "Origin: "
                + origin.replace("%PLAIN%", "" + plain.getLocalPort()).replace("%TLS%", "" + port);
        assertEquals(403, status("127.0.0.1:" + port, ADMIN, header));
        assertEquals(List.of(), served);
    }

    @Test
    void oldProtocolsAreRefused() throws IOException {
        try (SSLSocket modern = tls.connect(port)) {
            assertEquals("TLSv1.3", modern.getSession().getProtocol());
        }
        assertThrows(SSLException.class, () -> {
            try (SSLSocket old = tls.connect(port, "TLSv1.1")) {
                old.getSession();
            }
        });
    }

    @Test
    void itStopsAloneAndThePlainPortStays() throws IOException {
        https.close();
        assertThrows(ConnectException.class, () -> tls.connect(port));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plain.getLocalPort())) {
            assertEquals(401, exchange(socket, "127.0.0.1:" + plain.getLocalPort()));
        }
    }

    @Test
    void aTakenPortIsNamedAndLeavesNothingBehind() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            IOException refused = assertThrows(
                    IOException.class, () -> new HttpsListener(server, guard.gate(), tls, taken.getLocalPort()));
            assertTrue(refused.getMessage().contains(":" + taken.getLocalPort()), refused.getMessage());
            assertTrue(refused.getMessage().contains("dev.osprey.web.https"));
        }
        assertEquals(2, server.getConnectors().length);
    }

    private final class Everything extends AbstractHandler {
        @Override
        public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response) {
            base.setHandled(true);
            served.add(request.getScheme() + " " + request.getRequestURI());
        }
    }
}
