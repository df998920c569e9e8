package dev.osprey.web.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryRegistry;
import dev.osprey.web.served.MemorySearch;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KiteServletTest {

    private static final String ME = "thermo/MODULE";
    private static final String LONG_TOKEN = "0123456789abcdef0123456789abcdef";

    private final MemoryRegistry registry = new MemoryRegistry();
    private final MemoryAccess access = new MemoryAccess();
    private final MemorySearch search = new MemorySearch();
    private Served served;

    @BeforeEach
    void start() {
        served = new Served(false)
                .with(
                        new KiteServlet(registry, access, access, access, search),
                        "/modules",
                        "/lookup",
                        "/get/*",
                        "/tokens",
                        "/verify",
                        "/query")
                .start();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private Answer register(String as, String id, String more) {
        return served.post("/modules", "{\"action\":\"register\",\"module_id\":\"" + id + "\"" + more + "}", "As", as);
    }

    @Test
    void registersKeepsTheDocumentAndTellsTheLease() {
        Answer answer = register(ME, "thermo", ",\"module_type\":\"service\",\"metadata\":{\"x\":null,\"big\":1.10}");
        assertEquals(200, answer.status());
        assertEquals(Map.of("ok", true, "ttl", 60, "heartbeat_interval", 30), answer.json());
        Map<String, Object> document = registry.entries.get("thermo").document();
        assertEquals(List.of("module_id", "module_type", "metadata"), List.copyOf(document.keySet()));
        assertEquals("{x=null, big=1.10}", document.get("metadata").toString());
    }

    @Test
    void heartbeatAndDeregister() {
        register(ME, "thermo", "");
        assertEquals(
                200,
                served.post("/modules", "{\"action\":\"heartbeat\",\"module_id\":\"thermo\"}", "As", ME)
                        .status());
        String leave = "{\"action\":\"deregister\",\"module_id\":\"thermo\"}";
        assertEquals(
                Map.of("ok", true), served.post("/modules", leave, "As", ME).json());
        assertEquals(200, served.post("/modules", leave, "As", ME).status());
        Answer unknown = served.post("/modules", "{\"action\":\"heartbeat\",\"module_id\":\"thermo\"}", "As", ME);
        assertEquals(404, unknown.status());
        assertEquals("There is no thermo", unknown.object().get("detail"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"module_id\":\"thermo\"}",
                "{\"action\":\"register\"}",
                "{\"action\":\"register\",\"module_id\":\"\"}",
                "{\"action\":\"register\",\"module_id\":7}",
                "{\"action\":\"explode\",\"module_id\":\"thermo\"}",
                "{\"action\":\"register\",\"module_id\":\"thermo\",\"module_id\":\"other\"}",
                "{\"action\":\"register\",\"module_id\":\"thermo\"} {}",
                "[]",
                "",
                "{\"action\":\"register\",\"module_id\":\"thermo\",\"n\":NaN}"
            })
    void badBodiesAre400WithADetail(String body) {
        Answer answer = served.post("/modules", body, "As", ME);
        assertEquals(400, answer.status());
        assertTrue(answer.object().get("detail") instanceof String);
        assertTrue(registry.entries.isEmpty());
    }

    @Test
    void refusalsOfTheRegistryKeepTheirCodes() {
        assertEquals(400, register("a/ADMIN", "with blank", "").status());
        assertEquals(403, register(ME, "other", "").status());
        register("alice/ADMIN", "thermo", "");
        assertEquals(403, register(ME, "thermo", "").status());
        assertEquals(401, register("none", "thermo", "").status());
    }

    @Test
    void listsRegistrations() {
        register(ME, "thermo", ",\"name\":\"Thermo\"");
        List<?> rows = (List<?>) served.get("/modules").json();
        assertEquals(1, rows.size());
        Map<?, ?> row = (Map<?, ?>) rows.get(0);
        assertEquals("Thermo", row.get("name"));
        assertEquals("online", row.get("status"));
        assertEquals(60, row.get("ttl"));
        assertEquals(1.7e9, ((Number) row.get("registered_at")).doubleValue());
    }

    @Test
    void looksUpWithGlobsAndAliases() {
        register(ME, "thermo", ",\"n\":5");
        Answer answer = served.get("/lookup?module_id=th*&path=metadata.%2A&q=a%26b%2520");
        assertEquals("th*|metadata.*|a&b%20", registry.asked.get(0));
        List<?> rows = (List<?>) answer.json();
        assertTrue(rows.contains(Map.of("module_id", "thermo", "field", "n", "value", 5)));
        served.get("/lookup");
        assertEquals("*|*|*", registry.asked.get(1));
    }

    @Test
    void aQueryThatCannotBeUsedIs400() {
        assertEquals(400, served.get("/lookup?value=" + "x".repeat(513)).status());
        String line =
                served.raw("GET /lookup?value=%zz HTTP/1.1\r\nHost: h\r\nAs: a/ADMIN\r\nConnection: close\r\n\r\n");
        assertTrue(line.contains(" 400 "), line);
    }

    @Test
    void getAnswersTheBareValue() {
        Map<String, Object> values = new HashMap<>();
        values.put("url", "ws://127.0.0.1:1/ws");
        values.put("nothing", null);
        values.put("events.a.b", Arrays.asList(1, true));
        registry.register(
                dev.osprey.access.Principal.SYSTEM, new dev.osprey.registry.Registration("event.hub", values));
        assertEquals("\"ws://127.0.0.1:1/ws\"", served.get("/get/event.hub.url").text());
        assertEquals("null", served.get("/get/event.hub.nothing").text());
        assertEquals("[1,true]", served.get("/get/event.hub.events.a.b").text());
        Answer missing = served.get("/get/event.hub.none");
        assertEquals(404, missing.status());
        assertEquals("Nothing stands at event.hub.none", missing.object().get("detail"));
        assertEquals(404, served.get("/get/").status());
    }

    @Test
    void pathsAreDecodedOnce() {
        served.get("/get/m.%C3%A4%20b+c%2541");
        assertEquals("m.ä b+c%41", registry.asked.get(0));
    }

    @Test
    void onlyLauncherAndAdminsHandInTokens() {
        String body = "{\"thermo\":\"" + LONG_TOKEN + "\"}";
        for (String as : List.of(ME, "op/OPERATOR", "launcher/VIEWER", "launcher/OPERATOR")) {
            assertEquals(403, served.post("/tokens", body, "As", as).status(), as);
        }
        assertTrue(access.tokens.isEmpty());
        assertEquals("thermo rest token.accept * denied", access.audited.get(0));
        assertEquals(200, served.post("/tokens", body, "As", "launcher/MODULE").status());
        assertEquals(200, served.post("/tokens", body, "As", "alice/ADMIN").status());
        assertEquals(Map.of("thermo", LONG_TOKEN), access.tokens);
        assertTrue(access.audited.contains("launcher rest token.accept thermo ok"));
        assertTrue(access.audited.stream().noneMatch(line -> line.contains(LONG_TOKEN)));
        assertEquals(400, served.post("/tokens", "{\"thermo\":{}}").status());
        assertEquals(
                400,
                served.post("/tokens", "{\"launcher\":\"" + LONG_TOKEN + "\"}").status());
    }

    @Test
    void verifiesTokensForWhoeverIsKnown() {
        access.tokens.put("thermo", LONG_TOKEN);
        String body = "{\"token\":\"" + LONG_TOKEN + "\"}";
        assertEquals(
                Map.of("ok", true, "module_id", "thermo"),
                served.post("/verify", body, "As", ME).json());
        Answer wrong = served.post("/verify", "{\"token\":\"nonsense\"}");
        assertEquals(401, wrong.status());
        assertEquals(Map.of("ok", false), wrong.json());
        assertEquals(401, served.post("/verify", body, "As", "none").status());
        assertEquals(400, served.post("/verify", "{}").status());
    }

    @Test
    void questionsAreAnsweredWithTheirSources() {
        Answer answer = served.post("/query", "{\"question\":\"who sees the door?\"}", "As", ME);
        assertEquals(200, answer.status());
        assertEquals(
                Map.of(
                        "answer", "One thing fits best.",
                        "question", "who sees the door?",
                        "results",
                                List.of(Map.of(
                                        "kind", "module",
                                        "id", "front_camera",
                                        "name", "Front camera",
                                        "description", "Looks at the door",
                                        "score", 2.5))),
                answer.json());
        for (String name : List.of("query", "q", "text")) {
            assertEquals(
                    200,
                    served.post("/query", "{\"" + name + "\":\"who?\",\"limit\":7}")
                            .status());
        }
        assertEquals(200, served.post("/query?q=who", "{}").status());
        assertEquals(
                List.of("thermo who sees the door? 5", "alice who? 7", "alice who? 7", "alice who? 7", "alice who 5"),
                search.questions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "[]",
                "{\"question\":\" \"}",
                "{\"question\":7}",
                "{\"question\":\"who?\",\"limit\":0}",
                "{\"question\":\"who?\",\"limit\":51}",
                "{\"question\":\"who?\",\"limit\":\"5\"}"
            })
    void questionsThatAreNoneAre400(String body) {
        Answer answer = served.post("/query", body);
        assertEquals(400, answer.status());
        assertTrue(answer.object().get("detail") instanceof String);
        assertEquals(List.of(), search.questions);
    }

    @Test
    void questionsNeedThePermissionAndHaveALimit() {
        String body = "{\"question\":\"who?\"}";
        assertEquals(403, served.post("/query", body, "As", "nobody/MODULE").status());
        assertEquals(401, served.post("/query", body, "As", "none").status());
        String longOne = "{\"question\":\"" + "x".repeat(1001) + "\"}";
        assertEquals(400, served.post("/query", longOne).status());
    }

    @Test
    void readingNeedsThePermission() {
        for (String path : List.of("/modules", "/lookup", "/get/thermo")) {
            Answer answer = served.get(path, "As", "nobody/MODULE");
            assertEquals(403, answer.status());
            assertTrue(answer.object().get("detail").toString().contains("ask an admin"));
            assertEquals(401, served.get(path, "As", "none").status());
        }
    }

    @Test
    void methodsThatAPathDoesNotKnow() {
        Answer answer = served.send(served.request("/modules").DELETE());
        assertEquals(405, answer.status());
        assertEquals("GET, POST, HEAD", answer.header("Allow"));
        assertEquals("POST", served.get("/tokens").header("Allow"));
    }
}
