package dev.osprey.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolRequest;
import dev.osprey.web.served.Served.Answer;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Paths that are translations to tools: what the tool is given, and what comes back. */
class TranslationsTest extends ServedRest {

    /** Sends a request, and checks which tool it called with what. */
    private Answer told(String method, String path, String body, String tool, Map<String, Object> input) {
        tools.bodies.putIfAbsent(tool, call -> Map.of("told", tool));
        Answer answer = served.send(served.request(path)
                .setHeader("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
        assertEquals(200, answer.status(), answer.text());
        ToolRequest request = tools.requests.remove();
        assertEquals(tool, request.tool());
        assertEquals("rest", request.door());
        assertEquals("alice", request.principal().name());
        assertEquals(input, request.input());
        return answer;
    }

    private void plain(String method, String path, String body, String tool, Map<String, Object> input) {
        assertEquals(Map.of("told", tool), told(method, path, body, tool, input).json());
    }

    @Test
    void modules() {
        plain("GET", "/api/v1/modules/clock", "", "module.info", Map.of("name", "clock"));
        plain("GET", "/api/v1/modules/clock/why", "", "module.why", Map.of("name", "clock"));
        plain("GET", "/api/v1/module-dependencies", "", "module.dependencies", Map.of());
        plain("POST", "/api/v1/modules/clock/start", "", "module.start", Map.of("name", "clock"));
        plain(
                "POST",
                "/api/v1/modules/clock/restart",
                "{\"wait\":\"spawned\",\"name\":\"other\"}",
                "module.restart",
                Map.of("name", "clock", "wait", "spawned"));
        plain(
                "PUT",
                "/api/v1/modules/clock/state",
                "{\"state\":\"manual\"}",
                "module.state",
                Map.of("name", "clock", "state", "manual"));
        plain(
                "DELETE",
                "/api/v1/modules/clock/state?now=true",
                "",
                "module.state",
                Map.of("name", "clock", "now", true, "reset", true));
    }

    @Test
    void historyIsAList() {
        List<Object> steps = List.of(Map.of("step", "exited"));
        tools.bodies.put("module.history", call -> Map.of("steps", steps));
        Answer answer = told(
                "GET",
                "/api/v1/modules/clock/history?limit=7",
                "",
                "module.history",
                Map.of("name", "clock", "limit", 7L));
        assertEquals(steps, answer.object().get("items"));
        assertTrue(answer.object().containsKey("next"));
    }

    @Test
    void modulesAreFilteredAndComeInPages() {
        tools.bodies.put(
                "module.list",
                call -> List.of(
                        Map.of("name", "a", "phase", "ready", "type", "service"),
                        Map.of("name", "b", "phase", "failed", "type", "agent"),
                        Map.of("name", "c", "phase", "ready", "type", "agent", "display_name", "Camera")));
        Map<String, Object> first = served.get("/api/v1/modules?limit=2").object();
        assertEquals(List.of("a", "b"), names(first));
        assertEquals(
                List.of("c"),
                names(served.get("/api/v1/modules?cursor=" + first.get("next")).object()));
        assertEquals(
                List.of("a", "c"),
                names(served.get("/api/v1/modules?phase=ready").object()));
        assertEquals(
                List.of("c"),
                names(served.get("/api/v1/modules?type=agent&q=CAM").object()));
        assertEquals(400, served.get("/api/v1/modules?limit=0").status());
    }

    private static List<Object> names(Map<String, Object> page) {
        return ((List<?>) page.get("items"))
                .stream().<Object>map(row -> ((Map<?, ?>) row).get("name")).toList();
    }

    @Test
    void processes() {
        plain("GET", "/api/v1/processes/p1", "", "process.status", Map.of("id", "p1"));
        plain("GET", "/api/v1/processes/p1/usage", "", "process.usage", Map.of("id", "p1"));
        plain(
                "DELETE",
                "/api/v1/processes/p1?grace_seconds=0.5",
                "",
                "process.kill",
                Map.of("id", "p1", "grace_seconds", new BigDecimal("0.5")));
        plain("POST", "/api/v1/processes/p1/pause", "", "process.pause", Map.of("id", "p1"));
        plain(
                "POST",
                "/api/v1/processes/p1/signal",
                "{\"signal\":\"HUP\"}",
                "process.signal",
                Map.of("id", "p1", "signal", "HUP"));
        plain(
                "GET",
                "/api/v1/processes/p1/wait?timeout_seconds=many",
                "",
                "process.wait",
                Map.of("id", "p1", "timeout_seconds", "many"));
        plain("POST", "/api/v1/processes", "{\"argv\":[\"true\"]}", "process.spawn", Map.of("argv", List.of("true")));
    }

    @Test
    void standardInputIsWrittenOrClosed() {
        String path = "/api/v1/processes/p1/stdin";
        plain(
                "POST",
                path,
                "{\"text\":\"hello\",\"close\":true}",
                "process.stdin.write",
                Map.of("id", "p1", "text", "hello", "close", true));
        plain("POST", path, "{\"close\":true}", "process.stdin.close", Map.of("id", "p1"));
    }

    @Test
    void theOldestProcessComesFirst() {
        tools.bodies.put(
                "process.list",
                call -> List.of(
                        Map.of("name", "young", "id", "a", "started_at", "2026-01-01T00:00:00.5Z"),
                        Map.of("name", "old", "id", "b", "started_at", "2026-01-01T00:00:00Z")));
        Answer answer = told(
                "GET",
                "/api/v1/processes?ended=true&owner=o*",
                "",
                "process.list",
                Map.of("ended", true, "owner", "o*"));
        assertEquals(List.of("old", "young"), names(answer.object()));
        Map<String, Object> first = served.get("/api/v1/processes?limit=1").object();
        assertEquals(
                List.of("young"),
                names(served.get("/api/v1/processes?cursor=" + first.get("next"))
                        .object()));
    }

    @Test
    void outputIsFollowed() {
        tools.bodies.put("process.output", call -> {
            call.observer.onChunk(Map.of("text", "tick"));
            return Map.of("bytes", 4);
        });
        Answer answer = told(
                "GET",
                "/api/v1/processes/p1/output?stream=stderr",
                "",
                "process.output",
                Map.of("id", "p1", "stream", "stderr"));
        assertEquals(
                "text/event-stream;charset=utf-8", answer.header("Content-Type").toLowerCase());
        assertTrue(answer.text().contains("event: chunk\ndata: {\"text\":\"tick\"}\n\n"), answer.text());
        assertTrue(answer.text().contains("event: result\n"), answer.text());
    }

    @Test
    void terminals() {
        plain("POST", "/api/v1/terminals", "{\"rows\":30}", "terminal.create", Map.of("rows", 30));
        plain("DELETE", "/api/v1/terminals/t1", "", "terminal.kill", Map.of("id", "t1"));
        plain(
                "POST",
                "/api/v1/terminals/t1/exec",
                "{\"command\":\"ls\"}",
                "terminal.exec",
                Map.of("id", "t1", "command", "ls"));
        plain(
                "POST",
                "/api/v1/terminals/t1/input",
                "{\"key\":\"enter\"}",
                "terminal.write",
                Map.of("id", "t1", "key", "enter"));
        plain(
                "GET",
                "/api/v1/terminals/t1/output?from=12&wait_seconds=1&plain=false",
                "",
                "terminal.read",
                Map.of("id", "t1", "from", 12L, "wait_seconds", 1L, "plain", false));
        plain(
                "PUT",
                "/api/v1/terminals/t1/size",
                "{\"rows\":30,\"columns\":90}",
                "terminal.resize",
                Map.of("id", "t1", "rows", 30, "columns", 90));
        tools.bodies.put("terminal.list", call -> List.of(Map.of("name", "sh", "id", "t1")));
        assertEquals(List.of("sh"), names(served.get("/api/v1/terminals").object()));
    }

    @Test
    void theWatchdog() {
        plain("GET", "/api/v1/watchdog?name=clock", "", "watchdog.status", Map.of("name", "clock"));
        plain("GET", "/api/v1/watchdog/evidence/e1", "", "watchdog.evidence", Map.of("id", "e1"));
        plain("POST", "/api/v1/watchdog/modules/clock/resume", "", "watchdog.resume", Map.of("name", "clock"));
        tools.bodies.put("watchdog.evidence", call -> Map.of("items", List.of("e2", "e1")));
        assertEquals(
                List.of("e2", "e1"),
                served.get("/api/v1/watchdog/evidence").object().get("items"));
    }

    @Test
    void aToolThatIsNotThereIsUnavailable() {
        Answer answer = served.get("/api/v1/processes");
        assertEquals(503, answer.status());
        assertTrue(answer.text().contains("process.list"), answer.text());
    }

    @Test
    void refusalsAreThoseOfTheTool() {
        tools.bodies.put("process.kill", call -> {
            throw new ToolException(ToolException.NOT_FOUND, "There is no process p1", "list them");
        });
        tools.bodies.put("module.start", call -> {
            throw new ToolException(ToolException.CONFLICT, "clock is disabled", "enable it");
        });
        Answer missing = served.send(served.request("/api/v1/processes/p1").DELETE());
        assertEquals(404, missing.status());
        assertEquals("list them", missing.object().get("remedy"));
        assertEquals(409, served.post("/api/v1/modules/clock/start", "{}").status());
        assertEquals(400, served.post("/api/v1/modules/clock/start", "[]").status());
    }
}
