package dev.osprey.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.kernel.store.FileDocuments;
import dev.osprey.kernel.system.Homes;
import dev.osprey.system.Home;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditToolsTest {

    @TempDir
    Path folder;

    private JsonlAuditLog log;
    private Principal caller = Principal.of("admin", Role.ADMIN);

    private final AccessControl access = fake(AccessControl.class, (self, method, arguments) -> {
        assertEquals(Permission.AUDIT, arguments[1]);
        if (((Principal) arguments[0]).role() != Role.ADMIN) {
            throw new AccessDeniedException(new Verdict(false, "No.", "Ask."));
        }
        return null;
    });

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @BeforeEach
    void start() {
        Home home = Homes.in(folder);
        log = new JsonlAuditLog(home, new FileDocuments(home), "1.2.3", 4_000, 1_000);
    }

    @AfterEach
    void stop() {
        log.stop();
    }

    private Map<?, ?> call(Tool tool, Map<String, Object> input) {
        return (Map<?, ?>) tool.call(
                input,
                fake(
                        ToolCall.class,
                        (self, method, arguments) -> method.getName().equals("cancelled") ? (Object) false : caller));
    }

    private List<?> audit(Map<String, Object> input) {
        return (List<?>) call(new AuditTool(access, log), input).get("items");
    }

    private void record(int from, int to, String outcome) {
        for (int i = from; i < to; i++) {
            log.record(Principal.of("alice", Role.VIEWER), "rest", "tool.call", "t" + i, outcome);
        }
    }

    @Test
    void theNewestLinesComeFromSeveralFilesNewestLast() throws IOException {
        for (int i = 0; i < 100; i += 20) {
            record(i, i + 20, "ok");
            log.snapshot().close();
        }
        List<?> items = audit(Map.of("limit", 60));
        assertEquals(60, items.size());
        assertTrue(items.get(59).toString().contains("seq=101"), items.get(59).toString());
        assertTrue(items.get(59).toString().contains("resource=t99"));
        assertTrue(items.get(0).toString().contains("resource=t40"));
        assertEquals(101, audit(Map.of("limit", 1000)).size());
        assertTrue(audit(Map.of("limit", 1000)).get(0).toString().contains("action=audit.start, resource=1.2.3 key "));
        assertEquals(50, audit(Map.of()).size());
    }

    @Test
    void linesAreChosenByGlobsAndTime() {
        record(0, 5, "ok");
        record(5, 7, "denied");
        assertEquals(2, audit(Map.of("outcome", "den*", "principal", "al?ce")).size());
        assertEquals(0, audit(Map.of("action", "registry.*")).size());
        assertEquals(8, audit(Map.of("since", "2020-01-01T00:00:00+01:00")).size());
        assertEquals(0, audit(Map.of("since", "2999-01-01T00:00:00Z")).size());
        assertEquals(
                "invalid_input",
                assertThrows(ToolException.class, () -> audit(Map.of("since", "yesterday")))
                        .code());
    }

    @Test
    void verifySaysWhatTheWholeTrailIs() throws IOException {
        for (int i = 0; i < 100; i += 20) {
            record(i, i + 20, "ok");
            log.snapshot().close();
        }
        Map<?, ?> found = call(new AuditVerifyTool(access, log), Map.of());
        assertEquals(true, found.get("ok"));
        assertEquals(101L, found.get("lines"));
        assertEquals(101L, found.get("last_seq"));
        Path full = new TrailFiles(folder.resolve("logs")).full().get(1);
        List<String> lines = Files.readAllLines(full);
        lines.set(2, lines.get(2).replace("alice", "mally"));
        Files.write(full, lines);
        found = call(new AuditVerifyTool(access, log), Map.of());
        assertEquals(false, found.get("ok"));
        Map<?, ?> problem = (Map<?, ?>) ((List<?>) found.get("problems")).get(0);
        assertEquals(full.getFileName().toString(), problem.get("file"));
        assertEquals(3L, problem.get("line"));
    }

    @Test
    void whoHasOnlyTheToolSeesNothing() {
        caller = Principal.of("mod", Role.MODULE);
        assertEquals(
                "denied",
                assertThrows(ToolException.class, () -> audit(Map.of())).code());
        assertEquals(
                "denied",
                assertThrows(ToolException.class, () -> call(new AuditVerifyTool(access, log), Map.of()))
                        .code());
    }
}
