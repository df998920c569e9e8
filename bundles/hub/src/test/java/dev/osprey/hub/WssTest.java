package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Endpoint;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub over TLS, on a port of its own. */
class WssTest {

    @TempDir
    static Path folder;

    private static TestTls tls;

    private TestHub hub;
    private Channel listener;
    private int port;

    @BeforeAll
    static void identity() throws Exception {
        tls = new TestTls(folder);
    }

    @BeforeEach
    void start() throws IOException {
        hub = new TestHub();
        hub.origins.certified(tls.names());
        listener = hub.server.listenTls(tls);
        port = HubServer.port(listener);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private RawClient open(String token) throws IOException {
        return ask(Map.of("Authorization", "Bearer " + token));
    }

    private RawClient ask(Map<String, String> headers) throws IOException {
        return RawClient.over(tls.connect(port), "/ws", headers);
    }

    @Test
    void anEventGoesFromAPlainConnectionToOneWithTls() throws IOException {
        try (RawClient listening = open("m-module");
                RawClient speaking = RawClient.open(hub, "n-module")) {
            assertEquals(101, listening.status());
            listening.text("{\"type\":\"subscribe\",\"id\":\"1\",\"events\":[\"a.b\"]}");
            assertTrue(listening.readText().contains("ack"));
            speaking.text("{\"type\":\"event\",\"event\":\"a.b\",\"data\":{\"n\":1}}");
            String event = listening.readText();
            assertTrue(event.contains("\"n\":1") && event.contains("\"source\":\"n\""), event);
        }
    }

    @Test
    void manyEventsKeepTheirOrder() throws IOException {
        int many = 2_000;
        try (RawClient listening = RawClient.open(hub, "m-module");
                RawClient speaking = open("n-module")) {
            listening.text("{\"type\":\"subscribe\",\"id\":\"1\",\"events\":[\"a.b\"]}");
            assertTrue(listening.readText().contains("ack"));
            for (int i = 0; i < many; i++) {
                speaking.text("{\"type\":\"event\",\"event\":\"a.b\",\"data\":{\"n\":" + i + "}}");
            }
            for (int i = 0; i < many; i++) {
                assertTrue(listening.readText().contains("\"n\":" + i + "}"));
            }
        }
    }

    @Test
    void nobodyComesInWithoutACredential() throws IOException {
        try (RawClient client = ask(Map.of())) {
            assertEquals(401, client.status());
        }
    }

    @Test
    void theCloseCodeArrivesAndThenTheEndOfTheStream() throws IOException {
        try (RawClient client = open("m-module")) {
            client.write(RawClient.frame(0x88, new byte[] {0x0f, (byte) 0xa0}));
            assertEquals(0x88, client.read().first());
            assertTrue(client.ended());
        }
    }

    @Test
    void hostsAndPagesOfTheCertificatesNamesAreKnown() throws IOException {
        hub.origins.add(new Endpoint("https", "https://127.0.0.1:8443"));
        for (String name : Set.of("127.0.0.1", "osprey.lan", "[fd00::1]")) {
            try (RawClient client = ask(Map.of(
                    "Host",
                    name + ":" + port,
                    "Origin",
                    "https://" + name + ":8443",
                    "Authorization",
                    "Bearer m-module"))) {
                assertEquals(101, client.status(), name);
            }
        }
        try (RawClient client = ask(Map.of("Host", "evil.example:" + port, "Authorization", "Bearer m-module"))) {
            assertEquals(403, client.status());
        }
        try (RawClient client =
                ask(Map.of("Origin", "https://evil.example:8443", "Authorization", "Bearer m-module"))) {
            assertEquals(403, client.status());
        }
        hub.origins.certified(Set.of());
        assertFalse(hub.origins.allows("https://osprey.lan:8443"));
        assertFalse(hub.origins.knows("osprey.lan:" + port, true));
    }

    @Test
    void theCertificatesNamesAreNotKnownWithoutTls() throws IOException {
        try (RawClient client = RawClient.over(
                new Socket("127.0.0.1", hub.server.port()),
                "/ws",
                Map.of("Host", "osprey.lan:" + hub.server.port(), "Authorization", "Bearer m-module"))) {
            assertEquals(403, client.status());
        }
    }

    @Test
    void plainTextIsNotAnsweredOnIt() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes());
            String answer = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertFalse(answer.contains("HTTP/"), answer);
        }
    }

    @Test
    void itsEndLeavesThePlainListenerOpen() throws IOException {
        listener.close().syncUninterruptibly();
        assertThrows(IOException.class, () -> tls.connect(port));
        try (RawClient client = RawClient.open(hub, "m-module")) {
            assertEquals(101, client.status());
        }
    }
}
