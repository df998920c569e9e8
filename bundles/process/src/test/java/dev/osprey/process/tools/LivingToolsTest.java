package dev.osprey.process.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.process.Processes;
import dev.osprey.process.table.Await;
import dev.osprey.process.table.RealProcesses;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools for processes that live, one after another as a caller would use them. */
class LivingToolsTest {

    @TempDir
    Path folder;

    private RealProcesses real;
    private Processes processes;
    private final Inputs inputs = new Inputs();
    private final CpuShares shares = new CpuShares();
    private final FakeCall call = new FakeCall();

    @BeforeEach
    void open() {
        real = new RealProcesses(folder);
        processes = real.processes();
    }

    @AfterEach
    void close() {
        inputs.close();
        real.close();
    }

    private Map<?, ?> call(Tool tool, Map<String, Object> input) {
        return (Map<?, ?>) tool.call(input, call);
    }

    private String spawn(Map<String, Object> input) {
        return (String) call(new ProcessSpawnTool(processes, inputs, new HomeFolder(folder)), input)
                .get("id");
    }

    private String spawn(String... argv) {
        return spawn(Map.of("argv", List.of(argv)));
    }

    private Map<?, ?> status(String id) {
        return call(new ProcessStatusTool(processes, shares), Map.of("id", id));
    }

    @Test
    void aProcessIsPausedResumedSignalledAndWaitedFor() {
        String id = spawn("sleep", "60");
        assertEquals(Map.of("id", id, "state", "paused"), call(new ProcessPauseTool(processes), Map.of("id", id)));
        assertEquals("paused", status(id).get("state"));
        assertEquals(Map.of("id", id, "state", "running"), call(new ProcessResumeTool(processes), Map.of("id", id)));
        ProcessWaitTool wait = new ProcessWaitTool(processes);
        Map<?, ?> early = call(wait, Map.of("id", id, "timeout_seconds", 0.05));
        assertEquals(List.of(true, "running"), List.of(early.get("timed_out"), early.get("state")));
        assertEquals(Map.of("reached", 1), call(new ProcessSignalTool(processes), Map.of("id", id, "signal", "TERM")));
        Map<?, ?> end = call(wait, Map.of("id", id));
        assertEquals(
                List.of(false, "exited", 143, "TERM", "killed"),
                List.of(
                        end.get("timed_out"),
                        end.get("state"),
                        end.get("exit_code"),
                        end.get("signal"),
                        end.get("reason")));
        ToolException over =
                assertThrows(ToolException.class, () -> call(new ProcessPauseTool(processes), Map.of("id", id)));
        assertEquals(ToolException.CONFLICT, over.code());
    }

    @Test
    void theEndedAreListedOnDemandAndByOwner() {
        String id = spawn("true");
        call(new ProcessWaitTool(processes), Map.of("id", id));
        ProcessListTool list = new ProcessListTool(processes, shares);
        assertEquals(List.of(), list.call(Map.of(), call));
        Map<?, ?> row = (Map<?, ?>) ((List<?>) list.call(Map.of("ended", true, "usage", true), call)).get(0);
        assertEquals(List.of(id, "exited", 0), List.of(row.get("id"), row.get("state"), row.get("exit_code")));
        assertTrue(row.containsKey("memory_bytes"));
        assertEquals(1, ((List<?>) list.call(Map.of("ended", true, "owner", "t?st*"), call)).size());
        assertEquals(List.of(), list.call(Map.of("ended", true, "owner", "other"), call));
    }

    @Test
    void whatIsTypedIsReadAndComesBackInPieces() throws Exception {
        String id = spawn("cat");
        ProcessOutputTool output = new ProcessOutputTool(processes);
        FakeCall texts = new FakeCall();
        FakeCall bytes = new FakeCall();
        CompletableFuture<Object> asText = CompletableFuture.supplyAsync(() -> output.call(Map.of("id", id), texts));
        CompletableFuture<Object> asBytes = CompletableFuture.supplyAsync(
                () -> output.call(Map.of("id", id, "encoding", "base64", "stream", "stdout"), bytes));
        StdinWriteTool write = new StdinWriteTool(processes, inputs);
        Await.until("both listeners", () -> {
            call(write, Map.of("id", id, "text", "."));
            return !texts.chunks.isEmpty() && !bytes.chunks.isEmpty();
        });
        byte[] euro = "€".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        call(write, Map.of("id", id, "base64", Base64.getEncoder().encodeToString(new byte[] {euro[0]})));
        call(write, Map.of("id", id, "base64", Base64.getEncoder().encodeToString(new byte[] {euro[1], euro[2]})));
        Await.until("the whole character", () -> texts.chunks.toString().contains("€"));
        call(new StdinCloseTool(processes, inputs), Map.of("id", id));
        assertTrue(asText.get(20, TimeUnit.SECONDS).toString().startsWith("{bytes="));
        assertTrue(asBytes.get(20, TimeUnit.SECONDS).toString().startsWith("{bytes="));
        assertEquals(
                ToolException.CONFLICT,
                assertThrows(ToolException.class, () -> call(write, Map.of("id", id, "text", "x")))
                        .code());
    }

    @Test
    void whoDoesNotReadKeepsNobodyForEver() {
        String id = spawn("sleep", "60");
        StdinWriteTool write = new StdinWriteTool(processes, inputs);
        FakeCall hurried = new FakeCall();
        CompletableFuture<Object> blocked =
                CompletableFuture.supplyAsync(() -> write.call(Map.of("id", id, "text", "x".repeat(1 << 20)), hurried));
        Await.until("a write that waits", hurried::cancellable);
        ToolException second =
                assertThrows(ToolException.class, () -> call(write, Map.of("id", id, "text", "more")));
        assertEquals(ToolException.CONFLICT, second.code());
        hurried.cancel();
        Throwable timeOver = assertThrows(java.util.concurrent.CompletionException.class, blocked::join)
                .getCause();
        assertEquals(ToolException.TIMEOUT, ((ToolException) timeOver).code());
        call(new ProcessKillTool(processes), Map.of("id", id, "grace_seconds", 0));
        assertFalse(processes.find(id).orElseThrow().alive());
    }

    @Test
    void limitsAndInputAreHandedOn() {
        Map<?, ?> result = call(
                new ProcessSpawnTool(processes, inputs, new HomeFolder(folder)),
                Map.of(
                        "argv",
                        List.of("sh", "-c", "cat; sleep 60"),
                        "stdin",
                        "typed\n",
                        "wait",
                        true,
                        "limits",
                        Map.of("wall_seconds", 0.5)));
        assertEquals(List.of("time_limit", 1), List.of(result.get("reason"), result.get("lines")));
        assertTrue(result.get("applied").toString().contains("wall_time"));
        assertEquals(0, result.get("survivors"));
    }

    @Test
    void whatTheHostEnforcesIsTold() {
        Map<?, ?> support = call(new ProcessSupportTool(processes), Map.of());
        assertTrue(support.get("resources").toString().contains("resource=memory"), support::toString);
        assertTrue(
                Instant.parse((String) call(new ProcessUsageTool(processes, shares), Map.of("id", spawn("sleep", "60")))
                                .get("at"))
                        .isBefore(Instant.now().plusSeconds(1)));
    }

    @Test
    void theInputSchemaIsJson() throws Exception {
        Map<?, ?> schema = new ObjectMapper().readValue(SpecInput.INPUT, Map.class);
        assertTrue(((Map<?, ?>) schema.get("properties"))
                .keySet()
                .containsAll(List.of("argv", "limits", "sandbox", "pty")));
    }
}
