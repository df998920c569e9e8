package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.system.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = new TestHub();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void everyWayToShowATokenWorks() throws IOException {
        assertEquals(101, ask("/ws?token=m-module", Map.of()));
        assertEquals(101, ask("/ws", Map.of("Authorization", "Bearer m-module")));
        try (RawClient client =
                RawClient.ask(hub, "/ws", Map.of("Sec-WebSocket-Protocol", "osprey, bearer.m-module"))) {
            assertEquals(101, client.status());
            assertTrue(client.head().contains("Sec-WebSocket-Protocol: osprey\r\n"), client.head());
            assertTrue(client.head().contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        }
    }

    @Test
    void ticketIsGoodOnce() throws IOException {
        String ticket = hub.access.ticket(Principal.of("ann", Role.ADMIN));
        Map<String, String> headers = Map.of("Sec-WebSocket-Protocol", "osprey, ticket." + ticket);
        assertEquals(101, ask("/ws", headers));
        assertEquals(401, ask("/ws", headers));
    }

    @Test
    void withoutAValidCredentialThereIsNoUpgrade() throws IOException {
        assertEquals(401, ask("/ws", Map.of()));
        assertEquals(401, ask("/ws?token=", Map.of()));
        assertEquals(401, ask("/ws?token=wrong", Map.of()));
        assertEquals(401, ask("/ws?token=m-module&token=m-module", Map.of()));
        assertEquals(401, ask("/ws?token=m-module", Map.of("Authorization", "Bearer wrong")));
        assertEquals(401, ask("/ws", Map.of("Sec-WebSocket-Protocol", "bearer.m-module")));
        assertEquals(0, hub.peers.count());
    }

    @Test
    void headerThatDecidesMayOccurOnlyOnce() throws IOException {
        String own = "127.0.0.1:" + hub.port();
        assertEquals(400, ask("/ws", Map.of("Authorization", "Bearer m-module", "authorization", "Bearer wrong")));
        assertEquals(
                400,
                ask("/ws?token=m-module", Map.of("Origin", "https://pages.example", "origin", "http://evil.example")));
        assertEquals(400, ask("/ws?token=m-module", Map.of("Host", own, "host", "evil.example")));
    }

    @Test
    void tokenInTheAddressOpensTheWebSocketOnly() throws IOException {
        assertEquals(401, ask("/stats?token=ann-viewer", Map.of()));
        assertEquals(200, ask("/stats", Map.of("Authorization", "Bearer ann-viewer")));
    }

    @Test
    void failedCredentialsStandInTheTrailButDoNotFillIt() throws IOException {
        assertEquals(401, ask("/ws", Map.of()));
        assertEquals(List.of(), hub.access.audit);
        for (int i = 0; i < 70; i++) {
            assertEquals(401, ask("/ws?token=wrong", Map.of()));
        }
        assertEquals("nobody ws authenticate 127.0.0.1 denied", hub.access.audit.get(0));
        assertEquals(60, hub.access.audit.size());
    }

    @Test
    void foreignPagesAndForeignHostsAreRefused() throws IOException {
        String path = "/ws?token=m-module";
        assertEquals(403, ask(path, Map.of("Origin", "http://evil.example")));
        assertEquals(403, ask(path, Map.of("Origin", "null")));
        assertEquals(403, ask("/health", Map.of("Origin", "http://evil.example")));
        assertEquals(403, ask(path, Map.of("Host", "evil.example")));
        assertEquals(403, ask(path, Map.of("Host", "127.0.0.1.evil.example:80")));
        assertEquals(101, ask(path, Map.of("Host", "LOCALHOST:" + hub.port())));
        assertEquals(101, ask(path, Map.of("Host", "hub.example")));
        assertEquals(101, ask(path, Map.of("Origin", "https://pages.example")));
    }

    @Test
    void pagesOfTheWebDoorMayConnectWhileItIsThere() throws IOException {
        Endpoint web = new Endpoint("http", "http://127.0.0.1:8181");
        String path = "/ws?token=m-module";
        assertEquals(403, ask(path, Map.of("Origin", "http://127.0.0.1:8181")));
        hub.origins.add(web);
        assertEquals(101, ask(path, Map.of("Origin", "http://127.0.0.1:8181")));
        assertEquals(101, ask(path, Map.of("Origin", "http://localhost:8181")));
        assertEquals(403, ask(path, Map.of("Origin", "http://localhost:8182")));
        hub.origins.remove(web);
        assertEquals(403, ask(path, Map.of("Origin", "http://127.0.0.1:8181")));
    }

    @Test
    void requestThatIsNoHandshakeIsToldSo() throws IOException {
        assertEquals(426, ask("/ws?token=m-module", Map.of("Sec-WebSocket-Version", "8")));
        assertEquals(426, ask("/ws?token=m-module", Map.of("Upgrade", "h2c")));
        assertEquals(400, ask("/ws?token=m-module", Map.of("Sec-WebSocket-Key", "short")));
        assertEquals(404, ask("/other", Map.of()));
        assertEquals(400, ask("/ws?token=m-module", Map.of("X", "y".repeat(9000))));
    }

    @Test
    void healthIsOpenAndStatisticsAreForPeople() throws IOException {
        try (RawClient one = RawClient.open(hub, "m-module");
                RawClient health = RawClient.ask(hub, "/health", Map.of());
                RawClient stats = RawClient.ask(hub, "/stats", Map.of("Authorization", "Bearer ann-viewer"))) {
            assertEquals("{\"status\":\"healthy\",\"connections\":1}", health.body());
            String body = stats.body();
            assertTrue(body.contains("\"events_received\":0") && body.contains("\"name\":\"m\""), body);
            assertTrue(one.status() == 101);
        }
        assertEquals(401, ask("/stats", Map.of()));
        assertEquals(403, ask("/stats", Map.of("Authorization", "Bearer m-module")));
    }

    @Test
    void framesSentTogetherWithTheRequestAreHeard() throws IOException {
        try (RawClient client = RawClient.silent(hub)) {
            String request = "GET /ws?token=m-module HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
            java.io.ByteArrayOutputStream both = new java.io.ByteArrayOutputStream();
            both.writeBytes(Bytes.utf8(request));
            both.writeBytes(RawClient.frame(0x81, Bytes.utf8("{\"type\":\"ping\"}")));
            client.write(both.toByteArray());
            client.readHead();
            assertEquals("{\"type\":\"pong\"}", client.readText());
        }
    }

    @Test
    void connectionThatSaysNothingIsClosed() throws IOException {
        TestHub.Settings quick = new TestHub.Settings();
        quick.handshake = Duration.ofMillis(50);
        try (TestHub other = new TestHub(quick.build());
                RawClient client = RawClient.silent(other)) {
            assertTrue(client.ended());
        }
    }

    @Test
    void connectionsBeyondTheLimitAreRefused() throws IOException {
        TestHub.Settings few = new TestHub.Settings();
        few.maxConnections = 1;
        try (TestHub other = new TestHub(few.build());
                RawClient one = RawClient.open(other, "m-module");
                RawClient two = RawClient.ask(other, "/ws?token=m-module", Map.of())) {
            assertEquals(101, one.status());
            assertEquals(503, two.status());
        }
    }

    @Test
    void endOfACredentialClosesItsConnections() throws IOException {
        try (RawClient one = RawClient.open(hub, "m-module");
                RawClient two = RawClient.open(hub, "m-module");
                RawClient other = RawClient.open(hub, "n-module")) {
            hub.access.revoke("m");
            assertEquals(4401, one.readClose());
            assertEquals(4401, two.readClose());
            other.text("{\"type\":\"ping\"}");
            assertEquals("{\"type\":\"pong\"}", other.readText());
        }
    }

    @Test
    void stoppingTheHubSaysGoodBye() throws IOException {
        try (RawClient client = RawClient.open(hub, "m-module")) {
            hub.close();
            assertEquals(1001, client.readClose());
        }
    }

    @Test
    void javasOwnClientTalksToTheHub() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("osprey", "bearer.m-module")
                .buildAsync(URI.create("ws://localhost:" + hub.port() + "/ws"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
                        answer.complete(data.toString());
                        ws.request(1);
                        return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
                        closed.complete(code);
                        return null;
                    }
                })
                .get(20, TimeUnit.SECONDS);
        assertEquals("osprey", socket.getSubprotocol());
        socket.sendText("{\"type\":", false).thenCompose(s -> s.sendText("\"ping\"}", true));
        assertEquals("{\"type\":\"pong\"}", answer.get(20, TimeUnit.SECONDS));
        socket.sendClose(3999, "bye");
        assertEquals(3999, closed.get(20, TimeUnit.SECONDS));
    }

    @Test
    void hostBeyondLoopbackIsRefused() {
        assertTrue(Loopback.is("127.0.0.1") && Loopback.is("localhost") && Loopback.is("::1"));
        assertFalse(Loopback.is("0.0.0.0") || Loopback.is("192.168.0.1") || Loopback.is("127.0.0.1.evil.example"));
    }

    private int ask(String path, Map<String, String> headers) throws IOException {
        try (RawClient client = RawClient.ask(hub, path, headers)) {
            return client.status();
        }
    }

    @Test
    void takenPortIsReplacedOnlyIfThatIsAllowed() throws IOException {
        TestHub.Settings taken = new TestHub.Settings();
        taken.port = hub.port();
        String message = assertThrows(IOException.class, () -> new TestHub(taken.build()).close())
                .getMessage();
        assertTrue(message.contains(String.valueOf(hub.port())), message);
        taken.fallback = true;
        try (TestHub other = new TestHub(taken.build())) {
            assertNotEquals(hub.port(), other.port());
        }
    }
}
