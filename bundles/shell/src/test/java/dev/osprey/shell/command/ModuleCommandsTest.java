package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.Dependencies;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.ModuleStep;
import dev.osprey.module.Modules;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import dev.osprey.module.Why;
import dev.osprey.tool.Tools;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
                        "kind",
                        "state",
                        "desired_running",
                        "phase",
                        "incarnation",
                        "pid",
                        "started_at",
                        "ready_at",
                        "since",
                        "exit_code",
                        "signal",
                        "restarts",
                        "next_start",
                        "reason",
                        "why",
                        "depends_on",
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

    private static final Map<String, Object> TICK =
            Map.of("cursor", "e-0", "time", "2026-11-01T12:00:00Z", "stream", "out", "text", "tick");

    private static final Map<String, Object> TOCK =
            Map.of("cursor", "e-5", "time", "2026-11-01T12:00:01Z", "stream", "err", "text", "\u001b[2Jtock");

    private static Desk with(FakeTools tools) {
        return new Desk().with(Modules.class, new Clock()).with(Tools.class, tools);
    }

    private static ModuleLogs logs() {
        ModuleLogs logs = new ModuleLogs();
        logs.module = "clock";
        return logs;
    }

    @Test
    void logsAreCleanedForPeopleAndKeptForPrograms() {
        FakeTools written = FakeTools.returning(Map.of("name", "clock", "entries", List.of(TICK, TOCK)));
        assertEquals("tick\n?[2Jtock\n", with(written).people(logs()));
        assertEquals(
                Map.of("name", "clock", "lines", 100), written.requests.get(0).input());
        assertEquals(List.of(TICK, TOCK), with(written).programs(logs()));
    }

    @Test
    void followingShowsWhatComesUntilTheCallEnds() {
        FakeTools following = new FakeTools((request, observer) -> {
            observer.onChunk(TICK);
            observer.onChunk(Map.of("gap", 7));
            observer.onChunk(TOCK);
            return CompletableFuture.completedFuture(Map.of());
        });
        ModuleLogs logs = logs();
        logs.follow = true;
        String shown = with(following).people(logs);
        assertTrue(shown.startsWith("tick\n") && shown.endsWith("?[2Jtock\n"), shown);
        assertEquals(Boolean.TRUE, following.requests.get(0).input().get("follow"));
    }

    @Test
    void followingEndsWithCtrlC() {
        ModuleLogs logs = logs();
        logs.follow = true;
        FakeTools silent = new FakeTools((request, observer) -> new CompletableFuture<>());
        Thread.currentThread().interrupt();
        assertEquals("", with(silent).people(logs));
        assertEquals(0, silent.cancelled.getCount());
    }

    @Test
    void whyIsToldFromTheModuleToWhatItWaitsFor() {
        FakeTools tools = FakeTools.returning(Map.of(
                "name",
                "clock",
                "phase",
                "stopped",
                "chain",
                List.of(Map.of("text", "waits for battery"), Map.of("text", "battery ended with code 3"))));
        ModuleWhy why = new ModuleWhy();
        why.module = "clock";
        assertEquals(
                "clock is stopped\n  waits for battery\n    battery ended with code 3\n",
                with(tools).people(why));
    }

    @Test
    void dependenciesAreDrawnWithWhatIsMissingAndWhereTheyComeBack() {
        FakeTools tools = FakeTools.returning(Map.of(
                "nodes",
                List.of(
                        Map.of("name", "a", "phase", "ready", "depends_on", List.of("b", "gone")),
                        Map.of("name", "b", "phase", "failed", "depends_on", List.of("a")))));
        ModuleDeps deps = new ModuleDeps();
        deps.module = "a";
        assertEquals(
                "a ready\n+- b failed\n|  `- a ready, needs itself\n`- gone missing\n",
                with(tools).people(deps));
    }

    @Test
    void stateCanBeTakenBackAndFollowed() {
        ModuleSetState state = new ModuleSetState();
        state.module = "clock";
        state.state = "reset";
        state.now = true;
        FakeTools tools = FakeTools.returning(Map.of("state", "enabled", "phase", "ready"));
        assertEquals("clock is enabled now; its process is ready\n", with(tools).people(state));
        assertEquals(
                Map.of("name", "clock", "reset", true, "now", true),
                tools.requests.get(0).input());
    }

    private static final class Clock implements Modules {

        @Override
        public List<ModuleStatus> list() {
            return List.of(new ModuleStatus(
                    "clock",
                    "Clock",
                    "service",
                    "python",
                    ModuleKind.PROCESS,
                    ModuleState.ENABLED,
                    true,
                    ModulePhase.READY,
                    1,
                    4711,
                    Instant.parse("2026-11-01T12:00:00Z"),
                    null,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    List.of(),
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
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public ModuleStatus state(String name, ModuleState state) {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public Optional<ModuleDetail> detail(String name) {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public List<Why> why(String name) {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public Dependencies dependencies() {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public List<ModuleStep> history(String name, int most) {
            throw new UnsupportedOperationException("the tool does it");
        }

        @Override
        public ModuleStatus restartIf(String name, long incarnation, Why why) {
            throw new UnsupportedOperationException("the watchdog does it");
        }

        @Override
        public ModuleStatus clearState(String name) {
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
