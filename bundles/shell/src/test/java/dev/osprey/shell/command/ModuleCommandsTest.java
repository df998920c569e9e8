package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Permission;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import dev.osprey.tool.Tools;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModuleCommandsTest {

    private final FakeTools tools = FakeTools.returning(Map.of());
    private final Desk desk = new Desk().with(Modules.class, new Clock()).with(Tools.class, tools);

    @Test
    void listShowsPhaseAndProcess() {
        String table = desk.people(new ModuleList());
        assertTrue(table.contains("clock"), table);
        assertTrue(table.contains("ready"), table);
        assertTrue(table.contains("4711"), table);
        assertEquals(List.of("module.read *"), desk.asked);
    }

    @Test
    void listForProgramsHasStableNames() {
        Map<?, ?> clock = (Map<?, ?>) ((List<?>) desk.programs(new ModuleList())).get(0);
        assertEquals(
                List.of(
                        "name",
                        "display_name",
                        "type",
                        "runtime",
                        "state",
                        "desired_running",
                        "phase",
                        "pid",
                        "started_at",
                        "exit_code",
                        "reason",
                        "folder"),
                List.copyOf(clock.keySet()));
        assertEquals("ready", clock.get("phase"));
    }

    @Test
    void startCallsTheToolAndShowsTheModule() {
        ModuleStart start = new ModuleStart();
        start.module = "clock";
        assertEquals("clock is ready, process 4711\n", desk.people(start));
        assertEquals("module.start", tools.requests.get(0).tool());
        assertEquals(Map.of("name", "clock"), tools.requests.get(0).input());
        assertEquals("clock", ((Map<?, ?>) desk.programs(start)).get("name"));
    }

    @Test
    void logsAreCleanedForPeopleAndKeptForPrograms() {
        ModuleLogs logs = new ModuleLogs();
        logs.module = "clock";
        assertEquals("tick\n?[2Jtock\n", desk.people(logs));
        assertEquals(List.of("tick", "\u001b[2Jtock"), desk.programs(logs));
    }

    @Test
    void followingEndsWithCtrlC() {
        ModuleLogs logs = new ModuleLogs();
        logs.module = "clock";
        logs.follow = true;
        Thread.currentThread().interrupt();
        assertEquals("tick\n?[2Jtock\n", desk.people(logs));
    }

    @Test
    void logsNeedTheirPermission() {
        desk.denied.add(Permission.MODULE_LOG);
        ModuleLogs logs = new ModuleLogs();
        logs.module = "clock";
        assertThrows(AccessDeniedException.class, () -> desk.people(logs));
        assertEquals(List.of("module.log clock"), desk.asked);
    }

    private static final class Clock implements Modules {

        @Override
        public List<ModuleStatus> list() {
            return List.of(new ModuleStatus(
                    "clock",
                    "Clock",
                    "service",
                    "python",
                    ModuleState.ENABLED,
                    true,
                    ModulePhase.READY,
                    4711,
                    Instant.parse("2026-11-01T12:00:00Z"),
                    null,
                    null,
                    "/modules/clock"));
        }

        @Override
        public Optional<ModuleStatus> find(String name) {
            return list().stream().filter(module -> module.name().equals(name)).findFirst();
        }

        @Override
        public ModuleStatus start(String name, Until until) {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public ModuleStatus stop(String name, String reason) {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public ModuleStatus restart(String name, String reason, Until until) {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public List<String> logs(String name, int lines) {
            return List.of("tick", "\u001b[2Jtock");
        }

        @Override
        public ModuleStatus state(String name, ModuleState state) {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public Rescan rescan() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration longestStop() {
            return Duration.ofSeconds(5);
        }
    }
}
