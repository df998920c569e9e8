package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.tool.ToolException;
import dev.osprey.tool.Tools;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ToolCommandsTest {

    private final Desk desk = new Desk();

    @Test
    void listShowsWhoMayCallWhat() {
        desk.with(Tools.class, FakeTools.returning(null));
        String table = desk.people(new ToolList());
        assertTrue(table.contains("host.info | viewer | yes"), table);
        Map<?, ?> tool = (Map<?, ?>) ((List<?>) desk.programs(new ToolList())).get(0);
        assertEquals(30.0, ((Number) tool.get("timeout_seconds")).doubleValue());
        assertEquals(true, tool.get("read_only"));
    }

    @Test
    void callSendsTheCallerTheDoorAndTheInput() {
        FakeTools tools = FakeTools.returning("done");
        ToolCall call = new ToolCall();
        call.tool = "lamp.switch";
        assertEquals(
                "done",
                desk.with(Tools.class, tools)
                        .people(call, "on=true", "name=desk")
                        .strip());
        assertEquals("vera", tools.requests.get(0).principal().name());
        assertEquals("shell", tools.requests.get(0).door());
        assertEquals(Map.of("on", true, "name", "desk"), tools.requests.get(0).input());
    }

    @Test
    void partsAreShownBeforeTheResult() {
        desk.with(Tools.class, parts());
        ToolCall call = new ToolCall();
        call.tool = "process.spawn";
        assertEquals("hello\nworld\n{\n  \"exit\" : 0\n}\n", desk.people(call));
    }

    @Test
    void programsGetPartsAndResultInOneDocument() {
        desk.with(Tools.class, parts());
        ToolCall call = new ToolCall();
        call.tool = "process.spawn";
        assertEquals(
                Map.of(
                        "tool",
                        "process.spawn",
                        "result",
                        Map.of("exit", 0),
                        "chunks",
                        List.of("hello", "world"),
                        "chunks_left_out",
                        0),
                desk.programs(call));
    }

    @Test
    void aFailedCallKeepsCodeAndRemedy() {
        ToolException failed = new ToolException("timeout", "It took too long.", "Ask for less.");
        desk.with(Tools.class, new FakeTools((request, observer) -> CompletableFuture.failedFuture(failed)));
        ToolCall call = new ToolCall();
        call.tool = "x";
        Failure failure = Failure.of(assertThrows(ToolException.class, () -> desk.people(call)))
                .orElseThrow();
        assertEquals("timeout", failure.code());
        assertEquals("It took too long.\nAsk for less.", failure.text());
    }

    @Test
    void ctrlCCancelsTheCall() {
        FakeTools tools = new FakeTools((request, observer) -> new CompletableFuture<>());
        ToolCall call = new ToolCall();
        call.tool = "slow";
        Thread.currentThread().interrupt();
        Failure failure =
                assertThrows(Failure.class, () -> desk.with(Tools.class, tools).people(call));
        assertEquals("cancelled", failure.code());
        assertEquals(0, tools.cancelled.getCount());
        assertFalse(Thread.interrupted());
    }

    @Test
    void aClosedConnectionCancelsTheCall() {
        FakeTools tools = new FakeTools((request, observer) -> new CompletableFuture<>());
        PrintStream gone = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public boolean checkError() {
                return true;
            }
        };
        PrintStream err = new PrintStream(new ByteArrayOutputStream());
        Waiting waiting = new Waiting(new Output(gone, err, gone, false, Screen.NONE));
        assertThrows(Failure.class, () -> waiting.await(tools.call(null, null)));
        assertEquals(0, tools.cancelled.getCount());
    }

    @Test
    void publishGoesThroughTheTool() {
        FakeTools tools = FakeTools.returning(Map.of("id", "e1", "sequence", 7));
        HubPublish publish = new HubPublish();
        publish.subject = "lamp.switched";
        desk.with(Tools.class, tools);
        assertEquals("Published lamp.switched as number 7\n", desk.people(publish, "{\"on\": true}"));
        assertEquals("event.publish", tools.requests.get(0).tool());
        assertEquals(
                Map.of("subject", "lamp.switched", "data", Map.of("on", true)),
                tools.requests.get(0).input());
        assertEquals(Map.of("id", "e1", "sequence", 7), desk.programs(publish));
        assertThrows(Failure.class, () -> desk.people(publish, "{\"on\":", "true}"));
    }

    private static FakeTools parts() {
        return new FakeTools((request, observer) -> {
            observer.onChunk("hello");
            observer.onProgress(0.5, "half");
            observer.onChunk("world");
            return CompletableFuture.completedFuture(Map.of("exit", 0));
        });
    }
}
