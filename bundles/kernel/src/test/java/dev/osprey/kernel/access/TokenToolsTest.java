package dev.osprey.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenToolsTest {

    @TempDir
    Path folder;

    private AccessFixture osprey;
    private Principal caller;

    @BeforeEach
    void start() throws IOException {
        osprey = new AccessFixture(folder);
        caller = osprey.credentials
                .authenticate(Files.readString(osprey.adminToken()).strip())
                .orElseThrow();
    }

    private Object call(Tool tool, Map<String, Object> input) {
        return tool.call(input, (ToolCall) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ToolCall.class}, (self, method, arguments) -> caller));
    }

    private final AuditLog audit = (principal, door, action, resource, outcome) ->
            osprey.audit.add(principal.name() + " " + action + " " + resource + " " + outcome);

    private Map<?, ?> create(String name, String role) {
        return (Map<?, ?>)
                call(new TokenCreateTool(osprey.credentials, osprey.access, audit), Map.of("name", name, "role", role));
    }

    private Map<?, ?> revoke(String name) {
        return (Map<?, ?>) call(new TokenRevokeTool(osprey.credentials, osprey.access, audit), Map.of("name", name));
    }

    private List<String> list() {
        Map<?, ?> result = (Map<?, ?>) call(new TokenListTool(osprey.credentials, osprey.access, audit), Map.of());
        return ((List<?>) result.get("items")).stream().map(Object::toString).toList();
    }

    @Test
    void aTokenIsMadeListedAndEnded() {
        String token = (String) create("alice", "operator").get("token");
        assertEquals(
                Role.OPERATOR,
                osprey.credentials.authenticate(token).orElseThrow().role());
        create("mod", "module");
        List<String> listed = list();
        assertEquals(
                List.of(
                        "{name=alice, role=operator, issued_at=2026-01-02T03:04:05Z, stored=true}",
                        "{name=mod, role=module, issued_at=2026-01-02T03:04:05Z, stored=false}"),
                listed.subList(1, 3));
        assertTrue(listed.get(0).startsWith("{name=admin, role=admin, issued_at=2"), listed.get(0));
        assertEquals(Map.of("name", "alice", "revoked", true), revoke("alice"));
        assertEquals(Map.of("name", "alice", "revoked", false), revoke("alice"));
        assertTrue(osprey.credentials.authenticate(token).isEmpty());
        assertFalse(String.join("\n", osprey.audit).contains(token), "the trail knows no token");
        assertEquals(
                List.of(
                        "admin access.token.create alice (operator) ok",
                        "admin access.token.create mod (module) ok",
                        "admin access.token.revoke alice ok",
                        "admin access.token.revoke alice ok"),
                osprey.audit);
    }

    @Test
    void theTimeOfIssueSurvivesARestartAndOlderDocumentsHaveNone() throws IOException {
        create("alice", "viewer");
        start();
        assertTrue(list().get(1).contains("issued_at=2026-01-02T03:04:05Z"), list().get(1));
        osprey.documents.delete("tokens");
        osprey.documents.write(
                "tokens",
                ("{\"bob\":{\"role\":\"VIEWER\",\"sha256\":\"" + Secrets.hash("x".repeat(32)) + "\"}}")
                        .getBytes(StandardCharsets.UTF_8),
                0);
        start();
        assertEquals("{name=bob, role=viewer, issued_at=null, stored=true}", list().get(1));
        create("carol", "viewer");
        start();
        assertTrue(list().get(1).contains("issued_at=null"), list().get(1));
        assertTrue(osprey.credentials.authenticate("x".repeat(32)).isPresent());
    }

    @Test
    void aRefusalIsSaidAndStandsInTheTrail() {
        create("mod", "module");
        assertEquals(
                "invalid_input",
                assertThrows(ToolException.class, () -> create("launcher", "admin"))
                        .code());
        assertEquals(
                "invalid_input",
                assertThrows(ToolException.class, () -> create("mod", "viewer")).code());
        assertEquals(
                "invalid_input",
                assertThrows(ToolException.class, () -> revoke("admin")).code());
        assertTrue(osprey.audit.contains("admin access.token.create launcher (admin) invalid_input"));
        assertTrue(osprey.audit.contains("admin access.token.revoke admin invalid_input"));
    }

    @Test
    void aModuleThatMayCallEveryToolMakesNoToken() {
        String token = (String) create("mod", "module").get("token");
        osprey.access.grant("mod", Permission.TOOL_CALL, "*");
        caller = osprey.credentials.authenticate(token).orElseThrow();
        for (Runnable attempt : List.<Runnable>of(() -> create("x", "admin"), () -> revoke("mod"), this::list)) {
            assertEquals(
                    "denied", assertThrows(ToolException.class, attempt::run).code());
        }
        assertTrue(osprey.credentials.authenticate(token).isPresent());
    }
}
