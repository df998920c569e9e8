package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The distribution with TLS, and what it refuses without, from outside. */
public class TlsIT {

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path home;
    private Script script;

    @Before
    public void prepare() throws IOException {
        home = temporary.getRoot().toPath().resolve("home");
        Files.createDirectories(home.resolve("etc"));
        script = new Script(Script.distribution(), home);
    }

    @After
    public void stop() {
        script.osprey("stop");
    }

    private void etc(String pid, String... lines) throws IOException {
        Files.write(home.resolve("etc/" + pid + ".cfg"), List.of(lines));
    }

    private Osprey start() {
        Script.Result start = script.osprey("start");
        assertEquals(start.out(), 0, start.code());
        started = start.out();
        return Osprey.connect(home);
    }

    private String started;

    private String endpoint(String name) {
        try {
            return Osprey.JSON
                    .readTree(home.resolve("run/endpoints.json").toFile())
                    .path(name)
                    .asText();
        } catch (IOException e) {
            return "";
        }
    }

    private static int port(String address) {
        return URI.create(address).getPort();
    }

    /** The status that curl gets, with the exported certificate as the only one that it trusts. */
    private String curl(String address, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                "--cacert",
                home.resolve("config/tls.crt").toString()));
        command.addAll(List.of(arguments));
        command.add(address);
        return script.run(command.toArray(new String[0])).out().trim();
    }

    @Test
    public void aGeneratedCertificateServesBothDoorsBehindTheGuard() throws Exception {
        etc("dev.osprey.tls", "mode = generated", "names = osprey.lan");
        Osprey osprey = start();
        String https = endpoint("https");
        String hubs = endpoint("hubs");
        assertTrue(started, started.contains(https) && started.contains(hubs));
        String bearer = "Authorization: Bearer " + osprey.token;
        for (String path : List.of("/", "/api/v1/tools", "/system/console/", "/modules", "/no/such/page")) {
            assertEquals(path, "401", curl(https + path));
        }
        assertEquals("200", curl(https + "/health/ready"));
        assertEquals("200", curl(https + "/api/v1/tools", "-H", bearer));
        assertEquals("421", curl(https + "/api/v1/tools", "-H", bearer, "-H", "Host: evil.example"));
        String named = "https://osprey.lan:" + port(https);
        String resolve = "osprey.lan:" + port(https) + ":127.0.0.1";
        assertEquals("200", curl(named + "/api/v1/tools", "--resolve", resolve, "-H", bearer));
        assertTrue(
                "only who trusts the certificate",
                script.run("curl", "-sS", https + "/health").out().contains("certificate"));

        Script.Result ticket = script.run(
                "curl",
                "-sS",
                "--cacert",
                home.resolve("config/tls.crt").toString(),
                "--resolve",
                resolve,
                "-H",
                bearer,
                "-X",
                "POST",
                named + "/api/v1/tickets");
        assertEquals(
                "wss://osprey.lan:" + port(hubs) + "/ws",
                Osprey.json(ticket.out()).path("hub").asText());

        eventsGoBetweenPlainAndTls(osprey, hubs);

        assertEquals("rw-------", mode(home.resolve("secrets/tls.key")));
        String status = script.osprey("status").out();
        assertTrue(status, status.contains("https    " + https) && status.contains("hubs     " + hubs));
        List<String> listening = Sockets.listening(osprey.endpoints.get("pid").asLong());
        assertEquals(listening.toString(), 5, listening.size());
        assertTrue(listening.toString(), listening.stream().allMatch(a -> a.startsWith(Sockets.LOOPBACK)));

        etc("dev.osprey.tls", "mode = off");
        Await.until(
                "both are closed",
                () -> endpoint("https").isEmpty() && endpoint("hubs").isEmpty());
        Await.until("the copy for clients is taken back", () -> !Files.exists(home.resolve("config/tls.crt")));
        assertEquals(200, osprey.get("/api/v1/tools").statusCode());
    }

    private void eventsGoBetweenPlainAndTls(Osprey osprey, String hubs) throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = HttpClient.newBuilder()
                .sslContext(trusting(home.resolve("config/tls.crt")))
                .build()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + osprey.token)
                .buildAsync(URI.create(hubs), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        heard.add(data.toString());
                        from.request(1);
                        return null;
                    }
                })
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        try (HubClient plain = new HubClient(osprey, osprey.token)) {
            socket.sendText("{\"type\":\"subscribe\",\"id\":\"1\",\"events\":[\"tls.test\"]}", true)
                    .join();
            assertTrue(String.valueOf(heard.poll(20, TimeUnit.SECONDS)).contains("ack"));
            plain.subscribe("tls.answer");
            plain.send("{\"type\":\"event\",\"event\":\"tls.test\",\"data\":{\"n\":1}}");
            assertTrue(String.valueOf(heard.poll(20, TimeUnit.SECONDS)).contains("\"n\":1"));
            socket.sendText("{\"type\":\"event\",\"event\":\"tls.answer\",\"data\":{\"n\":2}}", true)
                    .join();
            JsonNode answer =
                    plain.awaitEvent("tls.answer", data -> data.path("n").asInt() == 2);
            assertEquals("admin", answer.path("source").asText());
        } finally {
            socket.abort();
        }
    }

    private static SSLContext trusting(Path certificate) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "osprey", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    public void beyondLoopbackIsRefusedWithoutTlsAndSaidWithTheLines() throws Exception {
        etc("dev.osprey.hub", "host = 0.0.0.0", "port = ${env:OSPREY_HUB_PORT:-8182}", "tls.port = 0");
        etc(
                "org.ops4j.pax.web",
                "org.osgi.service.http.enabled = true",
                "org.osgi.service.http.port = ${env:OSPREY_HTTP_PORT:-8181}",
                "org.ops4j.pax.web.listening.addresses = 0.0.0.0");
        Osprey osprey = start();
        long pid = osprey.endpoints.get("pid").asLong();
        List<String> listening = Sockets.listening(pid);
        assertEquals(listening.toString(), 3, listening.size());
        assertTrue(listening.toString(), listening.stream().allMatch(a -> a.startsWith(Sockets.LOOPBACK)));
        String log = Files.readString(home.resolve("logs/osprey.log"));
        for (String told : List.of(started, script.osprey("status").out(), log)) {
            assertTrue(told, told.contains("HTTP was told to listen on 0.0.0.0"));
            assertTrue(told, told.contains("The event hub was told to listen on 0.0.0.0"));
            assertTrue(told, told.contains("etc/dev.osprey.tls.cfg") && told.contains("bind = 0.0.0.0"));
        }
        assertFalse("never, not even for a moment", log.contains("0.0.0.0:" + port(osprey.http())));

        // With the lines that it names, and while it runs.
        etc("dev.osprey.tls", "mode = generated", "bind = 0.0.0.0");
        Await.until(
                "both listen with TLS",
                () -> !endpoint("https").isEmpty() && !endpoint("hubs").isEmpty());
        assertTrue(Sockets.open(pid, Sockets.EVERYWHERE, port(endpoint("https"))));
        assertTrue(Sockets.open(pid, Sockets.EVERYWHERE, port(endpoint("hubs"))));
        assertTrue("plain HTTP stays", Sockets.open(pid, Sockets.LOOPBACK, port(osprey.http())));
        assertTrue("and so does the plain hub", Sockets.open(pid, Sockets.LOOPBACK, port(osprey.hub())));
        assertEquals("401", curl(endpoint("https") + "/api/v1/tools"));

        // The plain doors are told once more, of a running server.
        etc(
                "org.ops4j.pax.web",
                "org.osgi.service.http.enabled = true",
                "org.osgi.service.http.port = ${env:OSPREY_HTTP_PORT:-8181}",
                "org.ops4j.pax.web.listening.addresses = 127.0.0.1");
        Await.until(
                "the refusal of HTTP is gone",
                () -> !script.osprey("status").out().contains("HTTP was told"));
    }

    @Test
    public void aPemPairIsTakenOnceItsKeyIsPrivate() throws Exception {
        etc("dev.osprey.tls", "mode = generated");
        start();
        Path pair = Files.createDirectory(home.resolve("pair"));
        Files.copy(home.resolve("secrets/tls.crt"), pair.resolve("c.pem"));
        Files.copy(home.resolve("secrets/tls.key"), pair.resolve("k.pem"));
        Files.copy(home.resolve("secrets/tls.crt"), pair.resolve("trusted.pem"));
        Files.setPosixFilePermissions(pair.resolve("k.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        etc("dev.osprey.tls", "mode = pem", "certificate = pair/c.pem", "key = pair/k.pem");
        Await.until(
                "the open key is refused",
                () -> script.osprey("status").out().contains("chmod 600 " + pair.resolve("k.pem")));
        assertEquals("", endpoint("https"));
        Files.setPosixFilePermissions(pair.resolve("k.pem"), PosixFilePermissions.fromString("rw-------"));
        Await.until(
                "the pair is taken",
                () -> !endpoint("https").isEmpty() && !endpoint("hubs").isEmpty());
        assertEquals(
                "200",
                curl(
                        endpoint("https") + "/health",
                        "--cacert",
                        pair.resolve("trusted.pem").toString()));
        assertFalse(script.osprey("status").out().contains("chmod"));
    }
}
