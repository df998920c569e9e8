package dev.osprey.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.registry.Registration;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolRequest;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestServletTest extends ServedRest {

    @Test
    void callsAToolWithTheCallerAndTheInput() {
        Answer answer = served.post(ECHO, "{\"n\":1.10,\"text\":\"\\u00e4\",\"none\":null}", "As", "bob/OPERATOR");
        assertEquals(200, answer.status());
        assertEquals("{\"call_id\":\"call-1\",\"result\":{\"n\":1.10,\"text\":\"ä\",\"none\":null}}", answer.text());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
        ToolRequest request = tools.requests.poll();
        assertEquals("bob", request.principal().name());
        assertEquals("rest", request.door());
        assertEquals(new BigDecimal("1.10"), request.input().get("n"));
        assertNull(request.timeout());
    }

    @Test
    void theHubsCountersHaveAPathOfTheirOwn() {
        assertEquals(503, served.get("/stats").status());
        tools.bodies.put("hub.stats", call -> Map.of("connections", 3));
        Answer answer = served.get("/stats", "As", "bob/VIEWER");
        assertEquals(200, answer.status());
        assertEquals("{\"connections\":3}", answer.text());
        tools.requests.clear();
        served.get("/stats", "As", "bob/VIEWER");
        ToolRequest request = tools.requests.poll();
        assertEquals("bob", request.principal().name());
        assertEquals("hub.stats", request.tool());
        assertEquals(401, served.get("/stats", "As", "none").status());
    }

    @Test
    void anEmptyBodyIsAnEmptyInput() {
        Answer answer = served.send(served.request(ECHO).POST(BodyPublishers.noBody()));
        assertEquals(Map.of(), answer.object().get("result"));
    }

    @Test
    void worksWhereAFilterForbidsAsynchronousAnswers() {
        try (Served blocking = new Served(false).with(rest, "/api/*").start()) {
            assertEquals(200, blocking.post(ECHO, "{}").status());
            Answer stream = blocking.post(ECHO, "{}", "Accept", "text/event-stream");
            assertEquals("event: result\ndata: {\"call_id\":\"call-1\",\"result\":{}}\n\n", stream.text());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "not_found,404",
        "denied,403",
        "invalid_input,400",
        "busy,429",
        "timeout,504",
        "cancelled,503",
        "conflict,409",
        "internal,500",
        "odd_one,500"
    })
    void failuresOfAToolAreProblems(String code, int status) {
        tools.bodies.put("late.failure", call -> {
            throw new ToolException(code, "It went wrong", "do it right");
        });
        tools.bodies.put("refused.failure", tools.bodies.get("late.failure"));
        for (String tool : List.of("late.failure", "refused.failure")) {
            Answer answer = served.post("/api/v1/tools/" + tool, "{}");
            assertEquals(status, answer.status());
            assertEquals("application/problem+json", answer.header("Content-Type"));
            Map<String, Object> problem = answer.object();
            assertEquals("urn:osprey:problem:" + code, problem.get("type"));
            assertEquals(status, problem.get("status"));
            assertEquals("It went wrong", problem.get("detail"));
            assertEquals(code, problem.get("code"));
            assertEquals("do it right", problem.get("remedy"));
            assertFalse(problem.get("title").toString().isEmpty());
            assertEquals(status == 429 ? "1" : null, answer.header("Retry-After"));
        }
    }

    @Test
    void anUnknownToolIsNotFound() {
        assertEquals(404, served.post("/api/v1/tools/no.such", "{}").status());
        assertEquals(404, served.get("/api/v1/tools/no.such").status());
    }

    @Test
    void aResultThatIsNoJsonIsAFaultWithoutDetail() {
        tools.bodies.put("test.odd", call -> new Object());
        Answer answer = served.post("/api/v1/tools/test.odd", "{}");
        assertEquals(500, answer.status());
        assertFalse(answer.text().contains("java.lang"));
    }

    @Test
    void theCallerMayShortenTheWait() {
        served.post(ECHO + "?timeout=2.5", "{}");
        assertEquals(Duration.ofMillis(2500), tools.requests.poll().timeout());
        served.post(ECHO, "{}", "Prefer", "respond-async, wait=10");
        assertEquals(Duration.ofSeconds(10), tools.requests.poll().timeout());
        served.post(ECHO, "{}", "Prefer", "wait=soon");
        assertNull(tools.requests.poll().timeout());
        for (String wrong : List.of("0", "-1", "x", "1e9", "99999999")) {
            assertEquals(400, served.post(ECHO + "?timeout=" + wrong, "{}").status(), wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{} {}",
                "{}x",
                "[]",
                "\"text\"",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
                "// comment\n{}",
                "{\"a\":\"\t\"}",
                "{\"a\":"
            })
    void hostileJsonIs400(String body) {
        Answer answer = served.post(ECHO, body);
        assertEquals(400, answer.status());
        assertEquals("bad_request", answer.object().get("code"));
        assertTrue(tools.requests.isEmpty());
    }

    @Test
    void deepHugeAndUndecodableBodiesAreRefused() {
        assertEquals(
                400,
                served.post(ECHO, "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}")
                        .status());
        assertEquals(
                200,
                served.post(ECHO, "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}")
                        .status());
        assertEquals(400, served.post(ECHO, "{\"a\":" + "9".repeat(101) + "}").status());
        byte[] notUtf8 = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'};
        byte[] utf16 = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16BE);
        for (byte[] bytes : List.of(notUtf8, utf16)) {
            var request =
                    served.request(ECHO, "Content-Type", "application/json").POST(BodyPublishers.ofByteArray(bytes));
            assertEquals(400, served.send(request).status());
        }
    }

    @Test
    void bodiesAboveAMebibyteAre413() {
        String large = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
        assertEquals(413, served.post(ECHO, large).status());
        var chunked = served.request(ECHO, "Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large.getBytes())));
        assertEquals(413, served.send(chunked).status());
        assertTrue(tools.requests.isEmpty());
    }

    @Test
    void onlyJsonIsTaken() {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "application/json;charset=latin1")) {
            var request = served.request(ECHO, "Content-Type", type).POST(BodyPublishers.ofString("{}"));
            assertEquals(415, served.send(request).status(), type);
        }
        assertEquals(
                415,
                served.send(served.request(ECHO).POST(BodyPublishers.ofString("{}")))
                        .status());
        assertEquals(415, served.post(ECHO, "{}", "Content-Encoding", "gzip").status());
        for (String type : List.of("application/json; charset=utf-8", "Application/JSON", "application/ld+json")) {
            var request = served.request(ECHO, "Content-Type", type).POST(BodyPublishers.ofString("{}"));
            assertEquals(200, served.send(request).status(), type);
        }
    }

    @Test
    void listsAndDescribesTools() {
        List<?> all = items("/api/v1/tools");
        assertEquals(2, all.size());
        List<?> found = items("/api/v1/tools?q=HOST.");
        assertEquals(1, found.size());
        Map<String, Object> tool = served.get("/api/v1/tools/host.info").object();
        assertEquals(found.get(0), tool);
        assertEquals("operator", tool.get("role"));
        assertEquals(true, tool.get("read_only"));
        assertEquals("dev.osprey.test", tool.get("bundle"));
        assertEquals(Map.of("type", "object"), tool.get("input"));
        assertEquals(Map.of(), tool.get("output"));
    }

    @Test
    void listsTheRegistry() {
        registry.register(Principal.SYSTEM, new Registration("hub", Map.of("name", "Hub", "module_type", "bundle")));
        Map<String, Object> head = Map.of(
                "module_id", "hub",
                "module_type", "bundle",
                "name", "Hub",
                "holder", "osprey",
                "registered_at", "2023-11-14T22:13:20Z",
                "last_heartbeat", "2023-11-14T22:13:20Z",
                "ttl_seconds", 60.0);
        assertEquals(List.of(head), items("/api/v1/registry"));
        Map<String, Object> whole = new HashMap<>(head);
        whole.put("document", Map.of("name", "Hub", "module_type", "bundle"));
        assertEquals(whole, served.get("/api/v1/registry/hub").json());
        assertEquals(404, served.get("/api/v1/registry/other").status());
    }

    private List<?> items(String path) {
        return (List<?>) served.get(path).object().get("items");
    }

    @Test
    void listsComeInPages() {
        for (int i = 0; i < 5; i++) {
            tools.bodies.put("many.t" + i, call -> null);
        }
        Map<String, Object> first = served.get("/api/v1/tools?q=many&limit=3").object();
        assertEquals(3, ((List<?>) first.get("items")).size());
        Map<String, Object> second = served.get("/api/v1/tools?q=many&limit=3&cursor=" + first.get("next"))
                .object();
        assertEquals(2, ((List<?>) second.get("items")).size());
        assertTrue(second.containsKey("next"));
        assertNull(second.get("next"));
        for (String wrong : List.of("limit=0", "limit=1001", "limit=x", "limit=-1", "cursor=*", "cursor=gA")) {
            assertEquals(400, served.get("/api/v1/tools?" + wrong).status(), wrong);
            assertEquals(400, served.get("/api/v1/registry?" + wrong).status(), wrong);
        }
        assertEquals(200, served.get("/api/v1/registry?limit=1000").status());
    }

    @Test
    void filtersTheRegistryByGlobs() {
        registry.register(Principal.SYSTEM, new Registration("hub", Map.of("name", "Hub")));
        assertEquals(1, items("/api/v1/registry?module=h*&field=name&value=Hub").size());
        assertEquals(List.of("h*|name|Hub"), registry.asked);
        registry.asked.clear();
        assertEquals(1, items("/api/v1/registry").size());
        assertEquals(1, items("/api/v1/registry?module=h?b").size());
        assertEquals(0, items("/api/v1/registry?module=x*").size());
        assertEquals(List.of(), registry.asked);
        Answer refused = served.get("/api/v1/registry?value=" + "x".repeat(600));
        assertEquals(400, refused.status());
        assertEquals("The glob is too long", refused.object().get("detail"));
    }

    @Test
    void everyProblemHasARemedy() {
        tools.bodies.put("late.failure", call -> {
            throw new ToolException("odd_one", "It went wrong", null);
        });
        for (Answer answer : List.of(
                served.post("/api/v1/tools/late.failure", "{}"),
                served.post("/api/v1/tools/no.such", "{}"),
                served.get("/api/v1/none"),
                served.get("/api/v1/tools", "As", "none"),
                served.get("/api/v1/tools", "As", "nobody/VIEWER"),
                served.post(ECHO, "[]"),
                served.get("/api/v1/tickets"))) {
            Map<String, Object> problem = answer.object();
            assertEquals(Set.of("type", "title", "status", "detail", "code", "remedy"), problem.keySet());
            assertFalse(String.valueOf(problem.get("remedy")).isBlank(), answer.text());
        }
    }

    @Test
    void ticketsNameTheHub() {
        Answer without = served.post("/api/v1/tickets", "{}");
        assertEquals(503, without.status());
        registry.register(
                Principal.SYSTEM,
                new Registration("event_hub", Map.of("metadata.ws_endpoint", "ws://127.0.0.1:8182/ws")));
        assertEquals(
                Map.of("ticket", "ticket-of-alice", "expires_in", 30, "hub", "ws://127.0.0.1:8182/ws"),
                served.post("/api/v1/tickets", "{}").json());
        assertEquals(
                403, served.post("/api/v1/tickets", "{}", "As", "nobody/MODULE").status());
    }

    @Test
    void nobodyWithoutACredential() {
        for (String path : List.of("/api/v1/tools", "/api/v1/tools/host.info", "/api/v1/registry")) {
            Answer answer = served.get(path, "As", "none");
            assertEquals(401, answer.status());
            assertEquals("unauthenticated", answer.object().get("code"));
            assertEquals("Bearer realm=\"osprey\"", answer.header("WWW-Authenticate"));
            assertEquals(403, served.get(path, "As", "nobody/VIEWER").status());
        }
        assertEquals(401, served.post(ECHO, "{}", "As", "none").status());
        assertTrue(tools.requests.isEmpty());
    }

    @Test
    void unknownPathsAndMethods() {
        for (String path : List.of("/api", "/api/", "/api/v1", "/api/v1/tools/", "/api/v2/tools", "/api/v1/tools/*")) {
            Answer answer = served.get(path);
            assertEquals(404, answer.status(), path);
            assertEquals("not_found", answer.object().get("code"));
        }
        Answer answer = served.send(served.request(ECHO).DELETE());
        assertEquals(405, answer.status());
        assertEquals("GET, POST, HEAD", answer.header("Allow"));
        assertEquals(405, served.get("/api/v1/tickets").status());
    }
}
