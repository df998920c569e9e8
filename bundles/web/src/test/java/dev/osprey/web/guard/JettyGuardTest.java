package dev.osprey.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JettyGuardTest {

    private final FakeServices services = new FakeServices();
    private final JettyGuard guard = new JettyGuard(new Guard(services, new FailureThrottle(() -> 0L)));
    private GuardedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new GuardedServer();
        server.configuration.addCustomizer(guard);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static String bearer(Role role) {
        return "Authorization: Bearer " + FakeServices.token(role);
    }

    private static String basic(String user, String token) {
        byte[] pair = (user + ":" + token).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private int status(String requestLine, String... headers) {
        return GuardedServer.status(server.send(requestLine, headers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/foreign",
                "/foreign/",
                "/foreign/page?x=1",
                "/foreign;x/page",
                "/foreign/%70age",
                "//foreign/page",
                "/foreign//page",
                "/FOREIGN/page",
                "/%66oreign/page",
                "/api/v1/tools",
                "/system/console/bundles",
                "/system/%63onsole",
                "/nowhere",
                "/health/",
                "/health/live/",
                "/Health",
                "/health;x",
                "/health%2e",
                "/%68ealth",
                "//health",
                "/health/live/x",
                "/osprey/login/",
                "/osprey/static",
                "/osprey/static/a;b",
                "/osprey/static//a",
                "/osprey/static/%61",
                "/osprey/static/a%00",
                "*"
            })
    void nothingIsServedWithoutACredential(String path) {
        for (String method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
            String answer = server.send(method + " " + path);
            assertTrue(Set.of(400, 401).contains(GuardedServer.status(answer)), method + " " + path + ": " + answer);
        }
        assertEquals(List.of(), server.served);
    }

    /** Spellings that climb out of an open path or into a closed one: the server itself turns some of them away. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../foreign/page",
                "/health/%2e%2e/foreign/page",
                "/health/..;/foreign/page",
                "/osprey/static/../../foreign/page",
                "/osprey/static/%2e%2e/x",
                "/osprey/static/..%2fx",
                "/osprey/static/%2e%2e%2f%2e%2e%2fforeign",
                "/osprey/static/..\\foreign",
                "/osprey/static/%252e%252e/x",
                "/./foreign/page",
                "/%2e/foreign/page",
                "/foreign/%2e/page",
                "/foreign%2fpage",
                "http://127.0.0.1/health"
            })
    void noSpellingClimbsOutOfTheAnonymousPaths(String path) {
        String answer = server.send("GET " + path);
        assertTrue(Set.of(400, 401, 421).contains(GuardedServer.status(answer)), answer);
        assertEquals(List.of(), server.served);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/health/live", "/health/ready?verbose=1", "/osprey/login", "/osprey/static/js/app.js"
            })
    void everybodyMayReadTheAnonymousPaths(String path) {
        assertEquals(200, status("GET " + path));
        assertEquals(401, status("POST " + path));
    }

    @Test
    void answersToARefusalTellWhatToDo() {
        String answer = server.send("GET /modules", "Accept: application/json");
        assertTrue(answer.contains("Content-Type: application/problem+json"), answer);
        assertTrue(answer.contains("\"detail\":\"No credential was sent.\""), answer);
        assertTrue(answer.contains("\"remedy\":\"Send the header Authorization"), answer);
        assertTrue(answer.contains("WWW-Authenticate: Bearer realm=\"Osprey\"\r\n"), answer);
        String browser = server.send("GET /osprey/", "Accept: text/html,*/*");
        assertTrue(browser.contains("WWW-Authenticate: Basic realm=\"Osprey\""), browser);
        String ownPage = server.send("POST /api/x", "Accept: application/json", "Sec-Fetch-Site: same-origin");
        assertTrue(ownPage.contains("WWW-Authenticate: Basic realm=\"Osprey\""), ownPage);
    }

    @Test
    void theServletSeesWhoAsks() {
        assertTrue(server.send("GET /api/x", bearer(Role.VIEWER)).contains("served the-VIEWER the-VIEWER 0"));
        String byName = server.send("GET /api/x", basic("the-ADMIN", FakeServices.token(Role.ADMIN)));
        assertTrue(byName.contains("served the-ADMIN the-ADMIN 0"), byName);
        assertTrue(server.send("GET /health").contains("served nobody null 0"));
    }

    @Test
    void credentialsThatDoNotFitAreRefused() {
        assertEquals(401, status("GET /api/x", "Authorization: Bearer " + "x".repeat(64)));
        assertEquals(401, status("GET /api/x", "Authorization: Bearer "));
        assertEquals(401, status("GET /api/x", "Authorization: Digest x"));
        assertEquals(401, status("GET /api/x", "Authorization: Basic !!!"));
        assertEquals(401, status("GET /api/x", basic("the-VIEWER", FakeServices.token(Role.ADMIN))));
        assertEquals(401, status("GET /api/x", basic("", FakeServices.token(Role.ADMIN))));
        assertEquals(401, status("GET /api/x", bearer(Role.ADMIN), bearer(Role.ADMIN)));
        assertEquals(401, status("GET /api/x?token=" + FakeServices.token(Role.ADMIN)));
        assertEquals(401, status("GET /api/x", "Cookie: token=" + FakeServices.token(Role.ADMIN)));
        assertEquals(List.of(), server.served);
    }

    @Test
    void foreignServletsAreReadByViewersAndUsedByOperators() {
        assertEquals(200, status("GET /foreign/page", bearer(Role.VIEWER)));
        assertEquals(403, status("POST /foreign/page", bearer(Role.VIEWER)));
        assertEquals(403, status("OPTIONS /foreign/page", bearer(Role.VIEWER)));
        String upgrade = "GET /foreign/ws HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + bearer(Role.VIEWER)
                + "\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n";
        assertEquals(403, GuardedServer.status(server.raw(upgrade)));
        assertEquals(200, status("POST /foreign/page", bearer(Role.OPERATOR)));
        assertEquals(403, status("GET /foreign/page", bearer(Role.MODULE)));
        assertEquals(200, status("POST /modules", bearer(Role.MODULE)));
        assertEquals(200, status("GET /metrics", bearer(Role.MODULE)));
        assertEquals(200, status("GET /stats", bearer(Role.MODULE)));
        assertTrue(services.lines.contains("http.request POST /foreign/page denied"), services.lines.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/system/console",
                "/system/console/bundles",
                "/System/Console/bundles",
                "/system/%63onsole/bundles",
                "/%73ystem/console/bundles"
            })
    void theConsoleIsForAdmins(String path) {
        assertEquals(403, status("GET " + path, bearer(Role.OPERATOR)));
        assertEquals(403, status("POST " + path, bearer(Role.VIEWER)));
        assertEquals(200, status("POST " + path, bearer(Role.ADMIN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/system/./console",
                "/system//console",
                "/system;x/console",
                "/foreign/../system/console",
                "/a%5cb"
            })
    void ambiguousPathsAreRefusedEvenToAdmins(String path) {
        assertEquals(400, status("GET " + path, bearer(Role.ADMIN)));
        assertEquals(List.of(), server.served);
    }

    @Test
    void onlyKnownHostsAreAnswered() {
        String end = " HTTP/1.1\r\n" + bearer(Role.ADMIN) + "\r\nConnection: close\r\n";
        for (String host :
                List.of("evil.example", "evil.example:" + server.port(), "127.0.0.1:1", "127.0.0.1.evil.example", "")) {
            String answer = server.raw("GET /api/x" + end + "Host: " + host + "\r\n\r\n");
            assertTrue(Set.of(400, 421).contains(GuardedServer.status(answer)), host + ": " + answer);
        }
        assertEquals(421, GuardedServer.status(server.raw("GET /health HTTP/1.0\r\n\r\n")));
        String absolute =
                server.raw("GET http://evil.example/api/x" + end + "Host: 127.0.0.1:" + server.port() + "\r\n\r\n");
        assertEquals(421, GuardedServer.status(absolute));
        assertEquals(List.of(), server.served);
        for (String host : List.of("localhost:", "127.0.0.1:", "[::1]:", "LOCALHOST:")) {
            String answer = server.raw("GET /api/x" + end + "Host: " + host + server.port() + "\r\n\r\n");
            assertEquals(200, GuardedServer.status(answer), host);
        }
    }

    @Test
    void aConfiguredHostIsAnswered() {
        guard.configure(new Settings(new Hosts(List.of("osprey.lan", "proxy.lan:443")), 10, 10));
        String start = "GET /health HTTP/1.1\r\nConnection: close\r\nHost: ";
        assertEquals(200, GuardedServer.status(server.raw(start + "osprey.lan:" + server.port() + "\r\n\r\n")));
        assertEquals(200, GuardedServer.status(server.raw(start + "proxy.lan:443\r\n\r\n")));
        assertEquals(421, GuardedServer.status(server.raw(start + "proxy.lan:" + server.port() + "\r\n\r\n")));
        assertEquals(200, status("GET /health", "Origin: https://proxy.lan"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost:3000",
                "Origin: file://",
                "Origin: ",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: nonsense"
            })
    void foreignPagesAreRefused(String header) {
        for (String line : List.of("GET /api/x", "POST /api/x", "GET /health", "POST /system/console/bundles")) {
            String answer = server.send(line, header, bearer(Role.ADMIN));
            assertEquals(403, GuardedServer.status(answer), line);
            assertFalse(answer.contains("Access-Control-"), answer);
        }
    }

    @Test
    void aKeptPasswordChangesSomethingOnlyFromAnOwnPage() {
        String kept = basic("the-ADMIN", FakeServices.token(Role.ADMIN));
        String own = "Origin: http://127.0.0.1:" + server.port();
        assertEquals(403, status("POST /api/x", kept, "Sec-Fetch-Site: same-site"));
        assertEquals(403, status("POST /api/x", kept, "Referer: http://evil.example/"));
        assertEquals(200, status("POST /api/x", kept, own, "Referer: http://127.0.0.1/"));
        assertEquals(200, status("POST /api/x", kept, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: navigate"));
        assertEquals(200, status("POST /api/x", kept));
    }

    @Test
    void bodiesAreLimitedAnnouncedOrNot() {
        guard.configure(new Settings(new Hosts(List.of()), 1000, 2000));
        String end = bearer(Role.ADMIN);
        status("GET /health");
        server.served.clear();
        String announced = "POST /api/x HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + end
                + "\r\nConnection: close\r\nContent-Length: 1001\r\n\r\n";
        assertTrue(server.raw(announced).startsWith("HTTP/1.1 413"));
        assertEquals(List.of(), server.served);
        String chunked = "POST %s HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n" + end
                + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";
        assertTrue(server.raw(chunked.formatted("/api/x") + chunk.repeat(2) + "0\r\n\r\n")
                .contains("served the-ADMIN the-ADMIN 1000"));
        assertTrue(server.raw(chunked.formatted("/foreign/x") + chunk.repeat(3) + "0\r\n\r\n")
                .startsWith("HTTP/1.1 413"));
        assertTrue(server.raw(chunked.formatted("/system/console/x") + chunk.repeat(4) + "0\r\n\r\n")
                .contains(" 2000"));
    }

    @Test
    void manyFailuresAreThrottledButARightTokenIsNot() {
        for (int i = 0; i < FailureThrottle.MOST; i++) {
            assertEquals(401, status("GET /api/x", "Authorization: Bearer wrong" + i));
        }
        String answer = server.send("GET /api/x", "Authorization: Bearer wrong");
        assertEquals(429, GuardedServer.status(answer));
        assertTrue(answer.contains("Retry-After: "), answer);
        assertEquals(200, status("GET /api/x", bearer(Role.VIEWER)));
        assertEquals(401, status("GET /api/x"));
        assertEquals(FailureThrottle.MOST + 1, services.lines.size());
    }

    @Test
    void nobodyGetsInWhileCredentialsCannotBeChecked() {
        services.ready = false;
        assertEquals(503, status("GET /foreign/page", bearer(Role.ADMIN)));
        assertEquals(503, status("GET /foreign/page"));
        assertEquals(200, status("GET /health"));
        assertEquals(1, server.served.size());
    }

    @Test
    void theDoorStaysClosedWhenTheGuardGoesAndOpensWithTheNext() {
        status("GET /health");
        guard.shut();
        server.configuration.getCustomizers().remove(guard);
        assertEquals(503, status("GET /foreign/page", bearer(Role.ADMIN)));
        JettyGuard next = new JettyGuard(new Guard(services, new FailureThrottle(() -> 0L)));
        server.configuration.addCustomizer(next);
        assertEquals(401, status("GET /foreign/page"));
        assertEquals(200, status("GET /foreign/page", bearer(Role.ADMIN)));
        assertEquals(List.of(next), server.configuration.getCustomizers());
    }

    @Test
    void asksOnceThoughAddedTwice() {
        server.configuration.addCustomizer(guard);
        assertTrue(server.send("GET /api/x", bearer(Role.ADMIN)).contains("served the-ADMIN"));
        assertEquals(1, services.asked.get());
    }

    @Test
    void changesThroughTheConsoleAndAddOnsLeaveATrail() {
        status("POST /system/console/bundles/0", bearer(Role.ADMIN));
        status("DELETE /foreign/page", bearer(Role.OPERATOR));
        status("GET /system/console/bundles", bearer(Role.ADMIN));
        status("POST /api/x", bearer(Role.ADMIN));
        assertEquals(
                List.of("http.request POST /system/console/bundles/0 ok", "http.request DELETE /foreign/page ok"),
                services.lines);
    }

    @Test
    void answersCarryTheHeadersThatBrowsersObey() {
        String api = server.send("GET /api/x", bearer(Role.ADMIN));
        assertTrue(api.contains("X-Content-Type-Options: nosniff"), api);
        assertTrue(api.contains("X-Frame-Options: DENY"), api);
        assertTrue(api.contains("Cache-Control: no-store"), api);
        assertTrue(api.contains("Referrer-Policy: same-origin"), api);
        assertTrue(server.send("GET /system/console/x", bearer(Role.ADMIN)).contains("X-Frame-Options: SAMEORIGIN"));
        String refused = server.send("TRACE /api/x", bearer(Role.ADMIN));
        assertTrue(refused.startsWith("HTTP/1.1 405 "), refused);
        assertTrue(refused.contains("Use one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS."), refused);
    }

    @Test
    void whatTheServerCannotReadIsAProblemToo() {
        server.send("GET /health");
        for (String wrong : List.of(
                "GET / HTTP/9.9\r\n\r\n", "G\u0001ET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n :\r\n\r\n")) {
            String answer = server.raw(wrong);
            assertTrue(answer.contains("Content-Type: application/problem+json"), answer);
            assertTrue(answer.contains("\"type\":\"urn:osprey:problem:"), answer);
            assertTrue(answer.contains("\"remedy\":\""), answer);
        }
    }
}
