package dev.osprey.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A whole process that stands still for longer than a lease: nobody could send a heartbeat, so nobody may expire for it. */
public class PauseIT {

    private static final Duration PAUSE = Duration.ofSeconds(8);

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path home;
    private Script script;
    private String pid;

    @Before
    public void startWithShortLeases() throws IOException {
        home = temporary.getRoot().toPath().resolve("home");
        script = new Script(Script.distribution(), home);
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/dev.osprey.kernel.registry.cfg"), "ttl = 3\nsweep = 1\n");
        Script.Result start = script.osprey("start");
        assertEquals(start.out(), 0, start.code());
    }

    @After
    public void stop() {
        if (pid != null) {
            signal("CONT");
        }
        script.osprey("stop");
    }

    private void signal(String name) {
        Script.Result kill = script.run("sh", "-c", "kill -" + name + " " + pid);
        assertEquals(kill.out(), 0, kill.code());
    }

    private static void pass(Duration duration) {
        long begin = System.nanoTime();
        Await.until(
                duration + " have passed",
                duration.plusSeconds(30),
                () -> System.nanoTime() - begin > duration.toNanos());
    }

    @Test
    public void aStoppedProcessExpiresNobodyAndASilentModuleExpiresAfterwards() {
        Osprey osprey = Osprey.connect(home);
        pid = osprey.endpoints.get("pid").asText();
        String answer = osprey.post(
                        "/modules",
                        osprey.token,
                        "{\"action\":\"register\",\"module_id\":\"sleepy\",\"module_type\":\"service\"}")
                .body();
        assertEquals(answer, 3, Osprey.json(answer).get("ttl").asInt());

        signal("STOP");
        pass(PAUSE);
        signal("CONT");

        long begin = System.nanoTime();
        do {
            assertEquals(
                    "still there, though silent for " + PAUSE,
                    200,
                    osprey.get("/get/sleepy.module_type").statusCode());
        } while (System.nanoTime() - begin < Duration.ofMillis(1_200).toNanos());

        Await.until(
                "a module that stays silent expires",
                () -> osprey.get("/get/sleepy.module_type").statusCode() == 404);
    }
}
