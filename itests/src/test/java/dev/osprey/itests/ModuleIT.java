package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** A real Python module lives in the container: starts, speaks, is spoken to, is killed, is started again. */
public class ModuleIT extends Container {

    @Inject
    private EventAdmin admin;

    private Path folder;

    @Before
    public void dropIn() throws IOException {
        folder = osprey.home.resolve("modules/greeter");
        Path example = Path.of(System.getProperty("osprey.root"), "examples/python-module");
        try (HubClient hub = new HubClient(osprey, osprey.token).subscribe("module.>");
                Stream<Path> files = Files.walk(example)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = folder.resolve(example.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            hub.awaitEvent("module.ready", d -> d.path("module_id").asText().equals("greeter"));
        }
        Await.until("ready", () -> status().path("phase").asText().equalsIgnoreCase("ready"));
    }

    @After
    public void takeOut() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(f -> f.toFile().delete());
        }
        Await.until("the module is forgotten", () -> status() == null);
    }

    @Test
    public void registersItselfAndItsEventsReachEveryone() {
        assertEquals("\"greeter\"", osprey.get("/get/greeter.module_id").body());
        java.util.concurrent.BlockingQueue<Event> handled = new java.util.concurrent.LinkedBlockingQueue<>();
        var registration = context.registerService(
                org.osgi.service.event.EventHandler.class,
                handled::add,
                new java.util.Hashtable<>(Map.of("event.topics", "greeter/*")));
        try (HubClient hub = new HubClient(osprey, osprey.token).subscribe("greeter.*")) {
            JsonNode tick = hub.await("a tick", n -> HubClient.is(n, "event", "greeter.tick"));
            assertEquals("greeter", tick.path("source").asText());
            assertEquals(
                    "greeter", Await.value("a tick in a handler", handled::poll).getProperty("source"));
        } finally {
            registration.unregister();
        }
    }

    @Test
    public void postedEventReachesThePythonModule() {
        try (HubClient hub = new HubClient(osprey, osprey.token).subscribe("greeter.answer")) {
            admin.postEvent(new Event("greeter/ask", Map.of("data", Map.of("name", "Ada"))));
            JsonNode answer = hub.await("the answer", n -> HubClient.is(n, "event", "greeter.answer"));
            assertTrue(answer.toString(), answer.path("data").toString().contains("Ada"));
        }
    }

    @Test
    public void killedModuleComesBackAndEventsSaySo() {
        long pid = status().path("pid").asLong();
        try (HubClient hub = new HubClient(osprey, osprey.token).subscribe("module.>")) {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            JsonNode stopped = hub.awaitEvent(
                    "module.stopped", d -> d.path("module_id").asText().equals("greeter"));
            assertEquals(137, stopped.path("data").path("exit_code").asInt());
            JsonNode backoff = hub.awaitEvent(
                    "module.backoff", d -> d.path("module_id").asText().equals("greeter"));
            assertEquals(1, backoff.path("data").path("attempt").asInt());
            hub.awaitEvent("module.ready", d -> d.path("module_id").asText().equals("greeter"));
            Await.until("it is back", () -> status().path("phase").asText().equals("ready"));
            assertEquals(1, status().path("restarts").asInt());
            Await.until(
                    "its entry is back",
                    () -> osprey.get("/get/greeter.module_id").statusCode() == 200);
            assertFalse(pid == status().path("pid").asLong());
        }
    }

    private JsonNode status() {
        for (JsonNode module : osprey.call("module.list", "{}")) {
            if (module.path("name").asText().equals("greeter")) {
                return module;
            }
        }
        return null;
    }
}
