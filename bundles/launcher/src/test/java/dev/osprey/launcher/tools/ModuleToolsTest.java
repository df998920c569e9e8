package dev.osprey.launcher.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.module.CoreModuleException;
import dev.osprey.module.ModuleDependencyException;
import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.ModuleState;
import dev.osprey.module.StaleIncarnationException;
import dev.osprey.module.Why;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleToolsTest {

    private final FakeLauncher launcher = new FakeLauncher();
    private final Desk desk = new Desk(launcher, launcher);

    private Map<Permission, Tool> named() {
        Map<Permission, Tool> tools = new LinkedHashMap<>();
        tools.put(Permission.MODULE_CONTROL, new ModuleStartTool(launcher, desk));
        tools.put(Permission.MODULE_RESTART, new ModuleRestartTool(launcher, desk));
        tools.put(Permission.MODULE_READ, new ModuleInfoTool(launcher, desk));
        return tools;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> call(Tool tool, Principal principal, Map<String, Object> input) {
        return (Map<String, Object>) tool.call(input, new FakeCall(principal));
    }

    private static Map<String, Object> call(Tool tool, Map<String, Object> input) {
        return call(tool, FakeLauncher.OPERATOR, input);
    }

    private static ToolException refused(Tool tool, Principal principal, Map<String, Object> input) {
        return assertThrows(ToolException.class, () -> call(tool, principal, input));
    }

    @Test
    void aModuleIsToldInTheWordsOfItsSchema() throws Exception {
        Map<String, Object> row = ModuleJson.of(FakeLauncher.status(
                ModuleState.ENABLED,
                ModulePhase.BACKOFF,
                new Why(Why.Code.OUT_OF_MEMORY, "out of memory", null, Instant.EPOCH)));
        assertEquals("backoff", row.get("phase"));
        assertEquals("process", row.get("kind"));
        assertEquals(7L, row.get("pid"));
        assertEquals("1970-01-01T00:00:00Z", row.get("started_at"));
        assertEquals("out of memory", row.get("reason"));
        assertEquals("out_of_memory", ((Map<?, ?>) row.get("why")).get("code"));
        Map<?, ?> schema = new ObjectMapper().readValue(Schemas.MODULE, Map.class);
        Set<Object> names = new HashSet<>(((Map<?, ?>) schema.get("properties")).keySet());
        assertTrue(names.remove("survivors"));
        assertEquals(names, row.keySet());
    }

    @Test
    void everySchemaIsJson() throws Exception {
        for (String schema : List.of(
                Schemas.NAMED,
                Schemas.NAMED_WITH_REASON,
                Schemas.NAMED_WITH_WAIT,
                Schemas.NAMED_WITH_REASON_AND_WAIT,
                Schemas.WHY,
                DetailJson.SCHEMA)) {
            assertEquals(
                    "object", new ObjectMapper().readValue(schema, Map.class).get("type"));
        }
    }

    @Test
    void refusalsHaveStableCodes() {
        Tool start = new ModuleStartTool(launcher, desk);
        Map<RuntimeException, String> codes = Map.of(
                FakeLauncher.absent(),
                ToolException.NOT_FOUND,
                new ModuleDisabledException("disabled"),
                ToolException.CONFLICT,
                new ModuleDependencyException("no db"),
                ToolException.CONFLICT,
                new CoreModuleException("core"),
                ToolException.CONFLICT,
                new StaleIncarnationException("old"),
                ToolException.CONFLICT,
                new ModuleStartException("no program"),
                ToolException.CONFLICT);
        codes.forEach((refusal, code) -> {
            launcher.refusal = refusal;
            ToolException failed = refused(start, FakeLauncher.OPERATOR, Map.of("name", "x"));
            assertEquals(code, failed.code());
            assertEquals(refusal.getMessage(), failed.getMessage());
            assertTrue(failed.remedy().contains("module."));
        });
    }

    @Test
    void aModuleThatMayCallAToolMayNotThereforeTouchEveryModule() {
        named().forEach((permission, tool) -> {
            ToolException denied = refused(tool, FakeLauncher.MODULE, Map.of("name", "clock"));
            assertEquals(ToolException.DENIED, denied.code());
            assertEquals("camera may not " + permission.key() + " on clock", denied.getMessage());
            assertTrue(launcher.asked.isEmpty());
        });
        named().forEach((permission, tool) -> {
            launcher.grant("camera", permission, "clock");
            call(tool, FakeLauncher.MODULE, Map.of("name", "clock"));
        });
        assertEquals(List.of("start clock READY", "restart clock null READY"), launcher.asked);
    }

    @Test
    void whatIsAboutAllModulesTakesThePermissionForAll() {
        for (Tool tool : List.of(
                new ModuleRescanTool(launcher, desk),
                new ModuleHistoryTool(launcher, desk),
                new ModuleDependenciesTool(launcher, desk))) {
            assertEquals(
                    ToolException.DENIED,
                    refused(tool, FakeLauncher.MODULE, Map.of()).code());
        }
        ModuleListTool list = new ModuleListTool(launcher, desk);
        assertEquals(List.of(), list.call(Map.of(), new FakeCall(FakeLauncher.MODULE)));
        launcher.grant("camera", Permission.MODULE_READ, "clock");
        assertEquals(1, ((List<?>) list.call(Map.of(), new FakeCall(FakeLauncher.MODULE))).size());
    }

    @Test
    void aStartWaitsAsFarAsIsAsked() {
        call(new ModuleStartTool(launcher, desk), Map.of("name", "clock", "wait", "spawned"));
        call(new ModuleRestartTool(launcher, desk), Map.of("name", "clock", "reason", "new code"));
        assertEquals(List.of("start clock SPAWNED", "restart clock new code READY"), launcher.asked);
    }

    @Test
    void aStopTellsWhatIsLeft() {
        assertEquals(
                1,
                call(new ModuleStopTool(launcher, desk), Map.of("name", "clock"))
                        .get("survivors"));
    }

    @Test
    void aStateIsStoredTakenBackAndFollowedOnlyIfAsked() {
        ModuleStateTool state = new ModuleStateTool(launcher, desk);
        call(state, Map.of("name", "clock", "state", "disabled"));
        call(state, Map.of("name", "clock", "state", "enabled", "now", true));
        call(state, Map.of("name", "clock", "reset", true, "now", true));
        assertEquals(
                List.of(
                        "state clock DISABLED",
                        "state clock ENABLED",
                        "start clock SPAWNED",
                        "clear clock",
                        "stop clock null"),
                launcher.asked);
    }

    @Test
    void theWholeOfAModule() {
        Map<String, Object> info = call(new ModuleInfoTool(launcher, desk), Map.of("name", "clock"));
        assertEquals("clock", ((Map<?, ?>) info.get("module")).get("name"));
        assertEquals("on-failure", ((Map<?, ?>) info.get("restart")).get("policy"));
        assertEquals("event", ((Map<?, ?>) info.get("ready")).get("kind"));
        assertEquals(90.0, ((Map<?, ?>) info.get("watch")).get("heartbeat_seconds"));
        assertEquals(Map.of("cpu_percent", 50L, "pids", 64L), info.get("limits"));
        assertEquals(List.of("PATH was dropped"), info.get("warnings"));
        assertEquals(Map.of("found", 3, "forced", 2, "survivors", 1), info.get("last_end"));
        assertEquals(
                ToolException.NOT_FOUND,
                refused(new ModuleInfoTool(launcher, desk), FakeLauncher.OPERATOR, Map.of("name", "x"))
                        .code());
    }

    @Test
    void whyHistoryAndDependencies() {
        Map<String, Object> why = call(new ModuleWhyTool(launcher, desk), Map.of("name", "clock"));
        assertEquals("ready", why.get("phase"));
        List<?> chain = (List<?>) why.get("chain");
        assertEquals("db", ((Map<?, ?>) chain.get(0)).get("module"));
        assertEquals("exited", ((Map<?, ?>) chain.get(1)).get("code"));
        List<?> steps = (List<?>) call(new ModuleHistoryTool(launcher, desk), Map.of("name", "clock", "limit", 5))
                .get("steps");
        assertEquals("exited", ((Map<?, ?>) steps.get(0)).get("step"));
        assertEquals(1, ((Map<?, ?>) steps.get(0)).get("exit_code"));
        assertEquals(List.of("history clock 5"), launcher.asked);
        List<?> nodes = (List<?>)
                call(new ModuleDependenciesTool(launcher, desk), Map.of()).get("nodes");
        assertEquals(List.of("x"), ((Map<?, ?>) nodes.get(0)).get("missing"));
    }
}
