package dev.osprey.itests;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A module's life as a client of Kite's launcher leads it: the calls are Kite's own, the module is a real process. */
public class LauncherApiIT extends Container {

    private static final String MANIFEST =
            "---\nname: ticker\nstate: manual   # asked for\nruntime: binary\nentry: run.sh\n---\nstate: prose\n";

    private Path folder;

    @Before
    public void dropIn() throws IOException {
        osprey.post("/launcher/rescan", osprey.token, "");
        Path built = Files.createDirectories(osprey.home.resolve("tmp/ticker"));
        Files.writeString(built.resolve("module.md"), MANIFEST);
        Path program = Files.writeString(built.resolve("run.sh"), "#!/bin/sh\nread -r boot\nexec sleep 600\n");
        assertTrue(program.toFile().setExecutable(true));
        folder = Files.move(built, osprey.home.resolve("modules/ticker"));
    }

    @After
    public void takeOut() throws IOException {
        Files.deleteIfExists(folder.resolve("module.md"));
        Files.deleteIfExists(folder.resolve("run.sh"));
        Files.deleteIfExists(folder);
        JsonNode rescan = Osprey.json(
                osprey.post("/launcher/modules/rescan", osprey.token, "").body());
        assertEquals("[\"ticker\"]", rescan.path("removed").toString());
        Await.until("ticker is forgotten", () -> get("ticker").statusCode() == 404);
    }

    private HttpResponse<String> get(String name) {
        return osprey.get("/launcher/modules/" + name);
    }

    private HttpResponse<String> action(String path) {
        return osprey.post("/launcher/modules/" + path, osprey.token, "");
    }

    private HttpResponse<String> state(String name, String state) {
        return osprey.send(osprey.request("/launcher/modules/" + name + "/state", osprey.token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"state\":\"" + state + "\"}"))
                .build());
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertEquals(response.body(), 200, response.statusCode());
        return Osprey.json(response.body());
    }

    private static void refused(int status, HttpResponse<String> response) {
        assertEquals(response.body(), status, response.statusCode());
        assertTrue(response.body(), Osprey.json(response.body()).path("detail").isTextual());
    }

    @Test
    public void aModulesLifeOverHttp() throws IOException {
        assertEquals(
                "[\"ticker\"]",
                ok(osprey.post("/launcher/rescan", osprey.token, "{}"))
                        .path("added")
                        .toString());
        assertEquals(
                "{\"added\":[],\"removed\":[]}",
                osprey.call("module.rescan", "{}").toString());
        assertEquals("stopped", row("ticker").path("actual_state").asText());
        assertEquals("manual", row("ticker").path("config_state").asText());
        assertEquals("running", row("event_hub").path("actual_state").asText());

        long first = ok(action("ticker/start")).path("pid").asLong();
        assertTrue(ProcessHandle.of(first).orElseThrow().isAlive());
        assertEquals("running", row("ticker").path("actual_state").asText());
        assertEquals("running", row("ticker").path("desired_state").asText());
        assertEquals(first, row("ticker").path("pid").asLong());

        long second = ok(osprey.post(
                        "/launcher/modules/ticker/restart",
                        osprey.token,
                        "{\"reason\":\"watchdog: health check failed\"}"))
                .path("pid")
                .asLong();
        assertNotEquals(first, second);
        assertTrue(ProcessHandle.of(first).isEmpty());

        assertEquals("stopped", ok(action("ticker/stop")).path("actual_state").asText());
        assertTrue(ProcessHandle.of(second).isEmpty());
        assertEquals("stopped", row("ticker").path("desired_state").asText());

        assertEquals(
                "disabled", ok(state("ticker", "disabled")).path("config_state").asText());
        refused(403, action("ticker/start"));
        refused(403, action("ticker/restart"));
        assertEquals(
                "enabled", ok(state("ticker", "enabled")).path("config_state").asText());
        assertEquals("stopped", row("ticker").path("actual_state").asText());
        ok(state("ticker", "manual"));

        refused(404, action("nobody/start"));
        refused(404, state("nobody", "manual"));
        refused(400, state("ticker", "sometimes"));
        refused(403, state("registry", "disabled"));
        assertEquals(401, osprey.get("/launcher/modules", null).statusCode());
        assertArrayEquals(MANIFEST.getBytes(StandardCharsets.UTF_8), Files.readAllBytes(folder.resolve("module.md")));
    }

    private JsonNode row(String name) {
        for (JsonNode module : ok(osprey.get("/launcher/modules"))) {
            if (module.path("name").asText().equals(name)) {
                return module;
            }
        }
        throw new AssertionError(name + " is not listed");
    }
}
