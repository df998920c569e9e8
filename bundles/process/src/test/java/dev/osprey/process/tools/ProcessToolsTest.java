package dev.osprey.process.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.process.table.Await;
import dev.osprey.process.table.RealProcesses;
import dev.osprey.tool.ToolException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessToolsTest {

    @TempDir
    Path folder;

    private RealProcesses real;
    private Processes processes;
    private ProcessSpawnTool spawn;
    private final Inputs inputs = new Inputs();
    private final FakeCall call = new FakeCall();

    @BeforeEach
    void open() {
        real = new RealProcesses(folder);
        processes = real.processes();
        spawn = new ProcessSpawnTool(processes, inputs, new HomeFolder(folder));
    }

    @AfterEach
    void close() {
        inputs.close();
        real.close();
    }

    private Map<?, ?> run(Object... pairs) {
        Map<String, Object> input = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            input.put((String) pairs[i], pairs[i + 1]);
        }
        return (Map<?, ?>) spawn.call(input, call);
    }

    /** Whoever may start a program can read the administrator's token with it. */
    @Test
    void onlyAnAdministratorMayStartPrograms() {
        assertEquals("admin", ProcessSpawnTool.ROLE);
    }

    @Test
    void waitingStreamsLinesAndTellsTheExit() {
        Map<?, ?> result = run("argv", List.of("sh", "-c", "echo one; echo two >&2; exit 4"), "wait", true);
        assertEquals(4, result.get("exit_code"));
        assertEquals(2, result.get("lines"));
        assertEquals(0, result.get("leftovers"));
        assertTrue(call.chunks.contains(Map.of("stream", "stdout", "line", "one")));
        assertTrue(call.chunks.contains(Map.of("stream", "stderr", "line", "two")));
    }

    @Test
    void linesBeyondTheLimitAreDroppedAndTheProgramRunsOn() {
        Map<?, ?> result = run("argv", List.of("sh", "-c", "seq 20000; exit 5"), "wait", true, "lines", 3);
        assertEquals(
                List.of(5, 3, true), List.of(result.get("exit_code"), result.get("lines"), result.get("truncated")));
        assertEquals(3, call.chunks.size());
    }

    @Test
    void allLinesOfALongOutputArriveInOrder() {
        run("argv", List.of("seq", "5000"), "wait", true, "lines", 10000);
        assertEquals(5000, call.chunks.size());
        assertEquals(Map.of("stream", "stdout", "line", "5000"), call.chunks.get(4999));
    }

    @Test
    void aCancelledCallEndsTheTree() {
        CompletableFuture<Map<?, ?>> running = CompletableFuture.supplyAsync(
                () -> run("argv", List.of("sh", "-c", "sleep 60 & echo up; wait"), "wait", true));
        Await.until("the first line", () -> !call.chunks.isEmpty());
        ManagedProcess process = processes.list().get(0);
        call.cancel();
        CompletionException ended = assertThrows(CompletionException.class, running::join);
        assertEquals(ToolException.CANCELLED, ((ToolException) ended.getCause()).code());
        assertFalse(process.alive());
        assertEquals(0, process.kill(java.time.Duration.ZERO).found());
    }

    @Test
    void whatAWaitedProgramLeavesIsEndedAndCounted() {
        assertEquals(
                1,
                run("argv", List.of("sh", "-c", "sleep 60 & exit 0"), "wait", true)
                        .get("leftovers"));
    }

    @Test
    void aBackgroundProcessIsListedAndKilledById() {
        Map<?, ?> started = run("argv", List.of("sleep", "60"), "name", "napper");
        List<?> listed = (List<?>) new ProcessListTool(processes, new CpuShares()).call(Map.of(), call);
        Map<?, ?> row = (Map<?, ?>) listed.get(0);
        assertEquals(
                List.of("napper", "tester", "sleep"), List.of(row.get("name"), row.get("owner"), row.get("program")));
        assertFalse(row.containsValue("60"));
        ProcessKillTool kill = new ProcessKillTool(processes);
        assertEquals(Map.of("found", 1, "forced", 0, "survivors", 0), kill.call(Map.of("id", started.get("id")), call));
        assertEquals(Map.of("found", 0, "forced", 0, "survivors", 0), kill.call(Map.of("id", started.get("id")), call));
        ToolException gone = assertThrows(ToolException.class, () -> kill.call(Map.of("id", "p0"), call));
        assertEquals(ToolException.NOT_FOUND, gone.code());
    }

    @Test
    void aProgramThatIsNotThereIsBadInput() {
        ToolException refused = assertThrows(ToolException.class, () -> run("argv", List.of("no-such-thing")));
        assertEquals(ToolException.INVALID_INPUT, refused.code());
        ToolException folder =
                assertThrows(ToolException.class, () -> run("argv", List.of("true"), "folder", "/no/such"));
        assertTrue(folder.getMessage().contains("/no/such"), folder.getMessage());
    }

    @Test
    void theHostIsTold() {
        Map<?, ?> facts = (Map<?, ?>) new HostInfoTool(new HomeFolder(folder)).call(Map.of(), call);
        assertEquals(ProcessHandle.current().pid(), facts.get("pid"));
        assertTrue(((Map<?, ?>) facts.get("cpu")).get("cores") instanceof Integer);
        Map<?, ?> memory = (Map<?, ?>) facts.get("memory");
        assertTrue((Long) memory.get("total_bytes") >= (Long) memory.get("available_bytes"));
        assertTrue((Long) memory.get("available_bytes") > 0);
        assertTrue((Long) ((Map<?, ?>) facts.get("disk")).get("total_bytes") > 0);
        assertTrue((Long) facts.get("uptime_seconds") >= 0);
    }
}
