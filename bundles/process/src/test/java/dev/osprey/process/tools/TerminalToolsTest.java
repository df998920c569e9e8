package dev.osprey.process.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.table.Await;
import dev.osprey.process.table.RealProcesses;
import dev.osprey.process.terminal.RealTerminals;
import dev.osprey.terminal.Terminals;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalToolsTest {

    @TempDir
    Path folder;

    private RealProcesses real;
    private Terminals terminals;

    @BeforeEach
    void open() {
        real = new RealProcesses(folder);
        assumeTrue(real.processes().support().by("pty").equals("pty"), "there are no terminals here");
        terminals = RealTerminals.over(real.processes());
        Map<?, ?> created = (Map<?, ?>) call(
                new TerminalCreateTool(terminals, new HomeFolder(folder)), Map.of("rows", 30, "env", Map.of("A", "b")));
        assertEquals(30, created.get("rows"));
        assertEquals("t1", created.get("id"));
    }

    @AfterEach
    void close() {
        real.close();
    }

    private static Object call(Tool tool, Map<String, Object> input) {
        return tool.call(input, new FakeCall());
    }

    private Map<?, ?> exec(String command) {
        return (Map<?, ?>) call(new TerminalExecTool(terminals), Map.of("id", "t1", "command", command));
    }

    @Test
    void aCommandIsRunAndItsOutputIsPlain() {
        Map<?, ?> result = exec("printf '\\033[31mred\\033[0m %s\\n' \"$A\"; stty size; (exit 4)");
        assertEquals("red b\n30 80\n", result.get("output"));
        assertEquals(4, result.get("exit_code"));
        assertEquals(false, result.get("timed_out"));
        assertEquals(folder.toString(), result.get("folder"));
    }

    @Test
    void whatIsTypedIsShown() {
        exec("true");
        Map<?, ?> before = (Map<?, ?>) call(new TerminalReadTool(terminals), Map.of("id", "t1"));
        call(new TerminalWriteTool(terminals), Map.of("id", "t1", "text", "echo ", "base64", "aGk=", "key", "enter"));
        StringBuilder text = new StringBuilder();
        long[] next = {((Number) before.get("next")).longValue()};
        Await.until("it is shown", () -> {
            Map<?, ?> shown = (Map<?, ?>) call(
                    new TerminalReadTool(terminals),
                    Map.of("id", "t1", "from", next[0], "wait_seconds", 5, "plain", true));
            text.append(shown.get("text"));
            next[0] = ((Number) shown.get("next")).longValue();
            return text.toString().contains("echo hi\nhi\n");
        });
    }

    @Test
    void listingResizingAndKilling() {
        call(new TerminalResizeTool(terminals), Map.of("id", "t1", "rows", 10, "columns", 20));
        Map<?, ?> row = (Map<?, ?>) ((List<?>) call(new TerminalListTool(terminals), Map.of())).get(0);
        assertEquals(20, row.get("columns"));
        assertEquals("idle", row.get("state"));
        Map<?, ?> report = (Map<?, ?>) call(new TerminalKillTool(terminals), Map.of("id", "t1"));
        assertEquals(0, report.get("survivors"));
        assertEquals(
                ToolException.NOT_FOUND,
                assertThrows(ToolException.class, () -> call(new TerminalKillTool(terminals), Map.of("id", "t9")))
                        .code());
    }

    @Test
    void aCancelledCommandIsInterrupted() throws Exception {
        FakeCall call = new FakeCall();
        CompletableFuture<Object> running = CompletableFuture.supplyAsync(
                () -> new TerminalExecTool(terminals).call(Map.of("id", "t1", "command", "sleep 1000"), call));
        Await.until(
                "it runs",
                () -> terminals.find("t1").orElseThrow().process().members().size() > 1);
        call.cancel();
        ExecutionException ended = assertThrows(ExecutionException.class, () -> running.get(20, TimeUnit.SECONDS));
        assertEquals(ToolException.CANCELLED, ((ToolException) ended.getCause()).code());
        Await.until("it has gone", () -> !terminals.find("t1").orElseThrow().busy());
        assertEquals("next\n", exec("echo next").get("output"));
    }

    @Test
    void aSecondCommandMeanwhileIsAConflict() {
        Map<?, ?> left = (Map<?, ?>) call(
                new TerminalExecTool(terminals),
                Map.of("id", "t1", "command", "sleep 1000", "timeout_seconds", 0.2, "on_timeout", "leave"));
        assertEquals(true, left.get("timed_out"));
        ToolException refused = assertThrows(ToolException.class, () -> exec("true"));
        assertEquals(ToolException.CONFLICT, refused.code());
        assertTrue(refused.getMessage().contains("another command"), refused.getMessage());
    }
}
