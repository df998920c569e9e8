package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.junit.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.http.HttpService;
import org.osgi.service.http.context.ServletContextHelper;

/** Nothing answers without a credential, whoever brought it and however its path is spelled. */
public class GuardIT extends Container {

    private static final List<String> SPELLINGS = List.of(
            "/foreign/secret",
            "//foreign/secret",
            "/foreign//secret",
            "/foreign/./secret",
            "/x/../foreign/secret",
            "/%66oreign/secret",
            "/foreign/%73ecret",
            "/foreign;x=1/secret",
            "/foreign/secret;x",
            "/health/../foreign/secret",
            "/health/%2e%2e/foreign/secret",
            "/health;/../foreign/secret",
            "/health/live/..;/../foreign/secret",
            "/osprey/static/../../foreign/secret",
            "/osprey/static/%2e%2e/%2e%2e/foreign/secret",
            "/osprey/login/../../foreign/secret");

    static final class Secret extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("the-secret");
        }
    }

    @Test
    public void foreignWhiteboardServletInItsOwnContextIsGuarded() {
        Dictionary<String, Object> context = new Hashtable<>();
        context.put("osgi.http.whiteboard.context.name", "foreign");
        context.put("osgi.http.whiteboard.context.path", "/foreign");
        Dictionary<String, Object> servlet = new Hashtable<>();
        servlet.put("osgi.http.whiteboard.servlet.pattern", "/secret");
        servlet.put("osgi.http.whiteboard.context.select", "(osgi.http.whiteboard.context.name=foreign)");
        ServiceRegistration<?> helper =
                this.context.registerService(ServletContextHelper.class, new ServletContextHelper() {}, context);
        ServiceRegistration<?> secret = this.context.registerService(Servlet.class, new Secret(), servlet);
        try {
            everySpellingIsGuarded();
        } finally {
            secret.unregister();
            helper.unregister();
        }
    }

    @Test
    public void foreignServletThroughHttpServiceIsGuarded() throws Exception {
        ServiceReference<HttpService> reference = context.getServiceReference(HttpService.class);
        HttpService http = context.getService(reference);
        http.registerServlet("/foreign/secret", new Secret(), null, null);
        try {
            everySpellingIsGuarded();
        } finally {
            http.unregister("/foreign/secret");
            context.ungetService(reference);
        }
    }

    private void everySpellingIsGuarded() {
        Await.until(
                "an admin sees it", () -> osprey.get("/foreign/secret").body().equals("the-secret"));
        for (String path : SPELLINGS) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n");
            assertFalse(path + " -> " + answer, answer.contains("the-secret"));
            assertTrue(path + " -> " + answer, answer.startsWith("HTTP/1.1 401") || answer.startsWith("HTTP/1.1 400"));
        }
    }

    @Test
    public void ownPathsNeedACredentialButForHealth() {
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            assertEquals(path, 200, osprey.get(path, null).statusCode());
        }
        for (String path : List.of(
                "/",
                "/modules",
                "/lookup",
                "/get/registry",
                "/tokens",
                "/api/v1/tools",
                "/api/v1/tools/host.info",
                "/api/openapi.json",
                "/system/console",
                "/system/console/bundles",
                "/system/console/osprey",
                "/nowhere")) {
            assertEquals(path, 401, osprey.get(path, null).statusCode());
            assertEquals(path, 401, osprey.get(path, "0".repeat(64)).statusCode());
        }
        assertEquals(401, osprey.post("/system/console/bundles/0", null, "").statusCode());
    }

    @Test
    public void foreignHostAndOriginAreRefused() {
        String authorization = "Authorization: Bearer " + osprey.token + "\r\n";
        assertTrue(raw("GET /modules HTTP/1.1\r\nHost: evil.example\r\n" + authorization + "Connection: close\r\n\r\n")
                .matches("(?s)HTTP/1.1 4(03|21|00).*"));
        for (String origin : List.of("http://evil.example", "null", "http://" + host() + ".evil.example")) {
            String answer = raw("POST /api/v1/tools/host.info HTTP/1.1\r\nHost: " + host() + "\r\n" + authorization
                    + "Origin: " + origin
                    + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
            assertTrue(origin + " -> " + answer, answer.startsWith("HTTP/1.1 403"));
        }
    }

    @Test
    public void consoleTakesTheAdminTokenAndNoForeignPost() {
        String basic = "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("admin:" + osprey.token).getBytes(StandardCharsets.UTF_8))
                + "\r\n";
        String page = raw("GET /system/console/osprey HTTP/1.1\r\nHost: " + host() + "\r\n" + basic
                + "Connection: close\r\n\r\n");
        assertTrue(page.substring(0, 300), page.startsWith("HTTP/1.1 200"));
        String foreign = raw("POST /system/console/bundles/0 HTTP/1.1\r\nHost: " + host() + "\r\n" + basic
                + "Origin: http://evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertTrue(foreign, foreign.startsWith("HTTP/1.1 403"));
        String operator =
                Base64.getEncoder().encodeToString(("admin:" + "0".repeat(64)).getBytes(StandardCharsets.UTF_8));
        String refused = raw("GET /system/console/osprey HTTP/1.1\r\nHost: " + host() + "\r\nAuthorization: Basic "
                + operator + "\r\nConnection: close\r\n\r\n");
        assertTrue(refused, refused.startsWith("HTTP/1.1 401"));
    }

    @Test
    public void oversizedBodyIsRefusedBeforeItIsRead() {
        String answer = raw("POST /modules HTTP/1.1\r\nHost: " + host() + "\r\nAuthorization: Bearer " + osprey.token
                + "\r\nContent-Type: application/json\r\nContent-Length: 2000000000\r\nConnection: close\r\n\r\n");
        assertTrue(answer, answer.startsWith("HTTP/1.1 413"));
    }

    private String host() {
        return URI.create(osprey.http()).getAuthority();
    }

    /** Sends bytes as they are: no client library tidies the path up. */
    private String raw(String request) {
        URI uri = URI.create(osprey.http());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(request, e);
        }
    }
}
