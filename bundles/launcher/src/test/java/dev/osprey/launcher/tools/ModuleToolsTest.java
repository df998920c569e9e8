package dev.osprey.launcher.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.tool.ToolException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleToolsTest {

    private static final ModuleStatus READY = new ModuleStatus(
            "a",
            "A",
            "service",
            "python",
            ModuleKind.PROCESS,
            ModuleState.ENABLED,
            true,
            ModulePhase.READY,
            1,
            7,
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            0,
            null,
            null,
            List.of(),
            "/m/a");

    @Test
    void aModuleIsToldInTheWordsOfItsSchema() throws Exception {
        Map<String, Object> row = ModuleTools.act(() -> READY);
        assertEquals("ready", row.get("phase"));
        assertEquals("enabled", row.get("state"));
        assertEquals(7L, row.get("pid"));
        assertEquals("1970-01-01T00:00:00Z", row.get("started_at"));
        Map<?, ?> schema = new ObjectMapper().readValue(ModuleTools.MODULE, Map.class);
        assertEquals(((Map<?, ?>) schema.get("properties")).keySet(), row.keySet());
        for (String input : List.of(ModuleTools.NAMED, ModuleTools.NAMED_WITH_REASON)) {
            assertNotNull(new ObjectMapper().readValue(input, Map.class).get("properties"));
        }
    }

    @Test
    void refusalsHaveStableCodes() {
        assertEquals(ToolException.NOT_FOUND, code(new NoSuchModuleException("no a")));
        assertEquals(ToolException.CONFLICT, code(new ModuleActionException("a is disabled")));
    }

    private static String code(RuntimeException refusal) {
        ToolException failed = assertThrows(
                ToolException.class,
                () -> ModuleTools.act(() -> {
                    throw refusal;
                }));
        assertEquals(refusal.getMessage(), failed.getMessage());
        assertTrue(failed.remedy().contains("module.list"));
        return failed.code();
    }
}
