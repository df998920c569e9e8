package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.access.Credentials;
import dev.osprey.access.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.http.runtime.dto.ServletContextDTO;
import org.osgi.service.http.runtime.dto.ServletDTO;

/** Every route, tool and WebSocket path of the running system, held to the permission table that people read. */
public class DoorsIT extends Container {

    private static final List<String> ROLES = List.of("viewer", "operator", "admin", "module");
    private static final String OPERATION = "get|put|post|delete|patch";

    /** Input that fits nothing, so that whoever is let in changes nothing. */
    private static final String NONSENSE = "{\"doors\":[[0]]}";

    /** Where the service behind decides it must first understand who is meant. */
    private static final Map<String, String> MEANT = Map.of(
            "POST /modules", "{\"action\":\"heartbeat\",\"module_id\":\"doors-none\"}",
            "POST /api/v1/events", "{\"event\":\"doors.none\"}");

    /** What would not end by itself is asked for from nowhere. */
    private static final Map<String, String> ENDLESS =
            Map.of("GET /api/v1/registry/watch", "?since=none", "GET /api/v1/events", "?from=none");

    /** Each tool asks for its own role: see {@link #everyToolAsksForItsRole}. */
    private static final String ANY_TOOL = "POST /api/v1/tools/{name}";

    @Inject
    private Credentials credentials;

    @Inject
    private HttpServiceRuntime http;

    private final PermissionTable table = PermissionTable.read();
    private final Map<String, String> tokens = new HashMap<>();

    @Before
    public void roles() {
        for (String role : ROLES) {
            tokens.put(
                    role,
                    role.equals("admin")
                            ? osprey.token
                            : credentials.issue("doors-" + role, Role.valueOf(role.toUpperCase())));
        }
    }

    @Test
    public void everyRouteIsOpenToExactlyThoseWhomTheTableNames() {
        List<String> wrong = new ArrayList<>();
        eachOperation((route, operation) -> {
            String permission = operation.path("x-osprey-permission").asText();
            if (permission.equals("anonymous")) {
                check(wrong, route, "nobody", null, true);
                return;
            }
            check(wrong, route, "nobody", null, false);
            if (route.equals(ANY_TOOL)) {
                return;
            }
            if (permission.equals("login")) {
                ROLES.forEach(role -> check(wrong, route, role, tokens.get(role), true));
                return;
            }
            if (!table.knows(permission)) {
                wrong.add(route + " takes " + permission + ", which docs/access.md does not name");
                return;
            }
            String tool = operation.path("x-osprey-role").asText(null);
            for (String role : ROLES) {
                boolean may = table.allows(permission, role)
                        && (tool == null || role.equals("module") || PermissionTable.reaches(role, tool));
                check(wrong, route, role, tokens.get(role), may);
            }
        });
        assertEquals(List.of(), wrong);
    }

    private void check(List<String> wrong, String route, String who, String token, boolean may) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[^}]*}", "doors-none");
        HttpResponse<Void> answer;
        try {
            answer = HttpClient.newHttpClient()
                    .send(
                            osprey.request(path + ENDLESS.getOrDefault(route, ""), token)
                                    .header("Content-Type", "application/json")
                                    .method(
                                            method,
                                            method.equals("GET")
                                                    ? BodyPublishers.noBody()
                                                    : BodyPublishers.ofString(MEANT.getOrDefault(route, NONSENSE)))
                                    .build(),
                            BodyHandlers.discarding());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(route, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        int status = answer.statusCode();
        boolean in = status != 401 && status != 403;
        if (in != may || status == 405 || status >= 500 && status != 503) {
            wrong.add(route + " as " + who + " answers " + status + ", it should " + (may ? "let in" : "refuse"));
        }
    }

    @Test
    public void everyServletPathIsDescribedOrGuarded() {
        TreeSet<String> described = new TreeSet<>();
        eachOperation((route, operation) ->
                described.add(route.substring(route.indexOf(' ') + 1).replaceAll("\\{.*", "")));
        TreeSet<String> unknown = new TreeSet<>();
        for (ServletContextDTO context : http.getRuntimeDTO().servletContextDTOs) {
            for (ServletDTO servlet : context.servletDTOs) {
                for (String pattern : servlet.patterns) {
                    String path = (context.contextPath.equals("/") ? "" : context.contextPath) + pattern;
                    String stem = path.endsWith("/*") ? path.substring(0, path.length() - 1) : path;
                    boolean known = described.stream()
                            .anyMatch(one -> one.equals(path) || path.endsWith("*") && one.startsWith(stem));
                    if (!known) {
                        unknown.add(path);
                    }
                }
            }
        }
        // The Web Console, and the way to its page.
        unknown.removeIf(path -> path.startsWith("/system/console")
                || List.of("", "/", "/osprey", "/osprey/").contains(path));
        for (String path : unknown) {
            String plain = path.replace("*", "x");
            assertEquals(path, 401, osprey.get(plain, null).statusCode());
            assertEquals(path, 403, osprey.get(plain, tokens.get("module")).statusCode());
        }
        assertEquals("paths that neither /api/openapi.json nor this test names", new TreeSet<>(), unknown);
        assertEquals(
                403,
                osprey.get("/system/console/osprey", tokens.get("operator")).statusCode());
    }

    @Test
    public void everyToolAsksForItsRole() {
        List<String> wrong = new ArrayList<>();
        JsonNode tools =
                Osprey.json(osprey.get("/api/v1/tools?limit=1000").body()).path("items");
        assertTrue("tools", tools.size() > 10);
        for (JsonNode tool : tools) {
            for (String role : ROLES) {
                int status = osprey.post("/api/v1/tools/" + tool.path("name").asText(), tokens.get(role), NONSENSE)
                        .statusCode();
                boolean may = !role.equals("module")
                        && PermissionTable.reaches(role, tool.path("role").asText());
                if (status != (may ? 400 : 403)) {
                    wrong.add(tool.path("name").asText() + " as " + role + " answers " + status);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void theHubHasOneWebSocketPathAndItTakesAToken() {
        URI hub = URI.create(osprey.hub());
        String base = "ws://" + hub.getAuthority();
        for (String path : List.of("/", "/ws2", "/ws/", "/stats", "/health", "/watch", "/events")) {
            assertNotEquals(path, 101, upgrade(base + path, osprey.token));
        }
        assertEquals(401, upgrade(base + "/ws", null));
        assertEquals(401, upgrade(base + "/ws", "0".repeat(64)));
        for (String role : ROLES) {
            assertEquals(role, 101, upgrade(base + "/ws", tokens.get(role)));
        }
        String web = osprey.http().replace("http:", "ws:");
        for (String path : List.of("/ws", "/api/v1/tools", "/system/console/osprey")) {
            assertNotEquals(path, 101, upgrade(web + path, tokens.get("viewer")));
        }
    }

    private static int upgrade(String address, String token) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        try {
            builder.buildAsync(URI.create(address), new WebSocket.Listener() {})
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : 0;
        }
    }

    private void eachOperation(BiConsumer<String, JsonNode> action) {
        JsonNode document = Osprey.json(osprey.get("/api/openapi.json").body());
        assertTrue("paths", document.path("paths").size() > 15);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getKey().matches(OPERATION)) {
                        action.accept(operation.getKey().toUpperCase() + " " + path.getKey(), operation.getValue());
                    }
                }));
    }
}
