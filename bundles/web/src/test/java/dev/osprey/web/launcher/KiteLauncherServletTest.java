package dev.osprey.web.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleState;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryModules;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KiteLauncherServletTest {

    private final MemoryModules modules = new MemoryModules()
            .with("clock", ModuleState.ENABLED)
            .with("never", ModuleState.DISABLED)
            .with("needy", ModuleState.ENABLED)
            .with("broken", ModuleState.MANUAL);
    private final MemoryAccess access = new MemoryAccess();
    private final KiteLauncherServlet servlet = new KiteLauncherServlet(access, access);
    private Served served;

    @BeforeEach
    void start() {
        servlet.addModules(modules);
        served = new Served(false).with(servlet, "/launcher/*").start();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private static Object detail(Answer answer) {
        assertEquals(List.of("detail"), List.copyOf(answer.object().keySet()));
        return answer.object().get("detail");
    }

    @Test
    void listsTheThreeLayersAndKitesCoreModules() {
        modules.start("clock");
        List<?> rows = (List<?>) served.get("/launcher/modules").json();
        assertEquals(
                List.of("event_hub", "registry", "broken", "clock", "needy", "never"),
                rows.stream().map(row -> ((Map<?, ?>) row).get("name")).toList());
        Map<?, ?> clock = (Map<?, ?>) rows.get(3);
        assertEquals(
                List.of(
                        "name",
                        "display_name",
                        "type",
                        "runtime",
                        "config_state",
                        "desired_state",
                        "actual_state",
                        "pid"),
                List.copyOf(clock.keySet()).subList(0, 8));
        assertEquals("CLOCK", clock.get("display_name"));
        assertEquals("enabled", clock.get("config_state"));
        assertEquals("running", clock.get("desired_state"));
        assertEquals("running", clock.get("actual_state"));
        assertEquals(101, clock.get("pid"));
        Map<?, ?> never = (Map<?, ?>) rows.get(5);
        assertEquals("disabled", never.get("config_state"));
        assertEquals("stopped", never.get("desired_state"));
        assertEquals("stopped", never.get("actual_state"));
        assertTrue(never.containsKey("pid"));
        assertNull(never.get("pid"));
    }

    @Test
    void showsOne() {
        assertEquals("service", served.get("/launcher/modules/clock").object().get("type"));
        assertEquals(
                "running", served.get("/launcher/modules/registry").object().get("actual_state"));
        Answer missing = served.get("/launcher/modules/nobody");
        assertEquals(404, missing.status());
        assertEquals("There is no module nobody; GET /launcher/modules lists what there is", detail(missing));
    }

    @Test
    void aLifeOverHttpWaitsForNoReady() {
        Answer started =
                served.send(served.request("/launcher/modules/clock/start").POST(BodyPublishers.noBody()));
        assertEquals(200, started.status());
        assertEquals("started", started.object().get("status"));
        assertEquals("clock", started.object().get("name"));
        assertEquals(101, started.object().get("pid"));
        Answer restarted = served.post("/launcher/modules/clock/restart", "{\"reason\":\"watchdog\"}");
        assertEquals("restarted", restarted.object().get("status"));
        assertEquals(102, restarted.object().get("pid"));
        Answer stopped = served.post("/launcher/modules/clock/stop", "");
        assertEquals("stopped", stopped.object().get("status"));
        assertEquals("stopped", stopped.object().get("actual_state"));
        assertEquals(0, stopped.object().get("survivors"));
        assertEquals(
                List.of(
                        "start clock SPAWNED",
                        "restart clock watchdog SPAWNED",
                        "start clock SPAWNED",
                        "stop clock null"),
                modules.asked);
    }

    @Test
    void codesAreKites() {
        for (String action : List.of("start", "stop", "restart")) {
            Answer unknown = served.post("/launcher/modules/nobody/" + action, "{}");
            assertEquals(404, unknown.status(), action);
            assertEquals("There is no module nobody", detail(unknown));
        }
        for (String action : List.of("start", "restart")) {
            assertEquals(
                    403, served.post("/launcher/modules/never/" + action, "{}").status());
            assertEquals(
                    500, served.post("/launcher/modules/broken/" + action, "{}").status());
        }
        Answer broken = served.post("/launcher/modules/broken/start", "");
        assertEquals(
                "broken could not be started: there is no such program; it is tried again at 1970-01-01T00:00:00Z",
                detail(broken));
        Answer needy = served.post("/launcher/modules/needy/start", "");
        assertEquals(409, needy.status());
        assertEquals("needy needs db, which is not there", detail(needy));
        assertEquals(404, served.post("/launcher/elsewhere", "").status());
        assertEquals(405, served.get("/launcher/modules/clock/start").status());
    }

    @Test
    void statesAreSetByPutAndPost() {
        Answer put = served.send(served.request("/launcher/modules/clock/state")
                .setHeader("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"state\":\"disabled\"}")));
        assertEquals(200, put.status());
        assertEquals("disabled", put.object().get("config_state"));
        assertEquals("stopped", put.object().get("desired_state"));
        Answer post = served.post("/launcher/modules/clock/state", "{\"state\":\"enabled\"}");
        assertEquals("running", post.object().get("desired_state"));
        assertEquals(
                404,
                served.post("/launcher/modules/nobody/state", "{\"state\":\"manual\"}")
                        .status());
        assertEquals(
                404,
                served.post("/launcher/modules/nobody/state", "{\"state\":\"off\"}")
                        .status());
    }

    @Test
    void whatOspreyItselfIsRunsAndStays() {
        for (String core : List.of("registry", "event_hub", "launcher")) {
            Answer started = served.post("/launcher/modules/" + core + "/start", "");
            assertEquals(200, started.status());
            assertEquals("running", started.object().get("actual_state"));
            for (String action : List.of("stop", "restart")) {
                Answer refused = served.post("/launcher/modules/" + core + "/" + action, "");
                assertEquals(409, refused.status());
                assertEquals(core + " is a part of Osprey itself", detail(refused));
            }
            String state = "/launcher/modules/" + core + "/state";
            assertEquals(200, served.post(state, "{\"state\":\"enabled\"}").status());
            assertEquals(403, served.post(state, "{\"state\":\"disabled\"}").status());
            assertEquals(403, served.post(state, "{\"state\":\"manual\"}").status());
            assertEquals(400, served.post(state, "{\"state\":\"off\"}").status());
        }
    }

    @Test
    void aRowTellsWhyAndWhenNext() {
        served.post("/launcher/modules/broken/start", "");
        Map<String, Object> row = served.get("/launcher/modules/broken").object();
        assertEquals("backoff", row.get("phase"));
        assertEquals("stopped", row.get("actual_state"));
        assertEquals("running", row.get("desired_state"));
        assertEquals("1970-01-01T00:00:00Z", row.get("next_start"));
        assertEquals("requested", ((Map<?, ?>) row.get("why")).get("code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"state\":\"ENABLED\"}", "{\"state\":\"off\"}", "{\"state\":1}", "{}", "", "[]"})
    void anotherStateIs400(String body) {
        Answer answer = served.post("/launcher/modules/clock/state", body);
        assertEquals(400, answer.status());
        assertTrue(detail(answer) instanceof String);
        assertTrue(modules.asked.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\":1}", "{\"reason\":[]}", "nonsense"})
    void anotherReasonIs400(String body) {
        assertEquals(400, served.post("/launcher/modules/clock/stop", body).status());
        assertTrue(modules.asked.isEmpty());
    }

    @Test
    void rescansAtBothPaths() {
        for (String path : List.of("/launcher/rescan", "/launcher/modules/rescan")) {
            Answer answer = served.post(path, "");
            assertEquals(200, answer.status());
            assertEquals(Map.of("added", List.of("new"), "removed", List.of("old")), answer.json());
        }
    }

    @Test
    void eachPathAsksForItsPermission() {
        for (String path : List.of("/launcher/modules", "/launcher/modules/clock")) {
            assertEquals(403, served.get(path, "As", "nobody/MODULE").status());
            assertEquals(401, served.get(path, "As", "none").status());
        }
        for (String action : List.of("start", "stop", "restart", "state")) {
            String permission = action.equals("restart") ? "module.restart" : "module.control";
            Answer denied =
                    served.post("/launcher/modules/clock/" + action, "{\"state\":\"manual\"}", "As", "nobody/MODULE");
            assertEquals(403, denied.status());
            assertEquals("nobody may not " + permission + " on clock; ask an admin", detail(denied));
        }
        assertEquals(
                "nobody may not module.control on *; ask an admin",
                detail(served.post("/launcher/rescan", "", "As", "nobody/MODULE")));
        assertTrue(modules.asked.isEmpty());
    }

    @Test
    void changesAreOnTheAuditTrail() {
        served.post("/launcher/modules/clock/start", "");
        served.post("/launcher/modules/never/start", "");
        served.post("/launcher/modules/nobody/stop", "");
        served.post("/launcher/modules/broken/start", "");
        served.get("/launcher/modules");
        assertEquals(
                List.of(
                        "alice rest module.start clock ok",
                        "alice rest module.start never denied",
                        "alice rest module.stop nobody not_found",
                        "alice rest module.start broken start_failed"),
                access.audited);
    }

    @Test
    void withoutALauncherItSaysSo() {
        servlet.removeModules(new MemoryModules());
        assertEquals(200, served.get("/launcher/modules").status());
        servlet.removeModules(modules);
        for (Answer answer : List.of(
                served.get("/launcher/modules"),
                served.post("/launcher/modules/clock/start", ""),
                served.post("/launcher/rescan", ""))) {
            assertEquals(503, answer.status());
            assertEquals("1", answer.header("Retry-After"));
            assertTrue(detail(answer).toString().contains("start the bundle dev.osprey.launcher"));
        }
    }
}
