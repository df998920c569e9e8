package dev.osprey.web.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessControl;
import dev.osprey.module.ModuleLogs;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.served.Await;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryLogs;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import dev.osprey.web.served.SseClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDoorTest {

    private static final String LOG = "/api/v1/modules/clock/log";

    private final MemoryAccess access = new MemoryAccess();
    private final MemoryLogs logs = new MemoryLogs();
    private final LogDoor door = new LogDoor(access, access, Duration.ofMillis(50));
    private Served served;

    private static final class Servlet extends Door {
        private static final long serialVersionUID = 1L;

        Servlet(LogDoor door, AccessControl access) {
            super(door.routes(), ErrorForm.PROBLEM, access);
        }
    }

    @BeforeEach
    void start() {
        door.use(logs);
        logs.write(ModuleLogs.Stream.OUT, "one", "two <b>");
        logs.write(ModuleLogs.Stream.ERR, "three");
        served = new Served(true)
                .with(new Servlet(door, access), "/api/v1/modules/*")
                .start();
    }

    @AfterEach
    void stop() {
        door.close();
        served.close();
    }

    private SseClient follow(String query, String... headers) {
        SseClient client = new SseClient(served.port(), LOG + "/stream" + query, headers);
        assertEquals("HTTP/1.1 200 OK", client.status());
        return client;
    }

    private static String line(String cursor, String stream, String text) {
        return "event: line id: " + cursor + " data: {\"cursor\":\"" + cursor
                + "\",\"time\":\"1970-01-01T00:00:00Z\",\"stream\":\"" + stream + "\",\"text\":\"" + text + "\"}";
    }

    @Test
    void showsTheLastLinesOldestFirst() {
        Map<String, Object> page = served.get(LOG + "?lines=2").object();
        assertEquals(List.of("two <b>", "three"), page.get("lines"));
        assertEquals(true, page.get("more"));
        assertEquals(false, page.get("reset"));
        Map<?, ?> entry = (Map<?, ?>) ((List<?>) page.get("entries")).get(1);
        assertEquals(Map.of("cursor", "f-2", "time", "1970-01-01T00:00:00Z", "stream", "err", "text", "three"), entry);
    }

    @Test
    void leadsBackAndOn() {
        assertEquals(List.of("one"), served.get(LOG + "?before=f-1").object().get("lines"));
        assertEquals(List.of("three"), served.get(LOG + "?after=f-1").object().get("lines"));
        assertEquals(List.of("three"), served.get(LOG + "?stream=err").object().get("lines"));
        assertEquals(true, served.get(LOG + "?after=x-1").object().get("reset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines=0", "lines=10001", "lines=-1", "lines=many", "stream=both", "before=a&after=b"})
    void refusesAnOddQuery(String query) {
        assertEquals(400, served.get(LOG + "?" + query).status());
    }

    @Test
    void aModuleThatIsNotThereIsNotFound() {
        for (String below : List.of("", "/stream")) {
            Answer answer = served.get("/api/v1/modules/nobody/log" + below);
            assertEquals(404, answer.status());
            assertEquals("There is no module nobody", answer.object().get("detail"));
        }
    }

    @Test
    void onlyForThoseWhoMayReadLogs() {
        assertEquals(403, served.get(LOG, "As", "nobody/VIEWER").status());
        assertEquals(403, served.get(LOG + "/stream", "As", "nobody/VIEWER").status());
    }

    @Test
    void saysThatTheLauncherDoesNotRun() {
        door.drop(logs);
        for (String below : List.of("", "/stream")) {
            Answer answer = served.get(LOG + below);
            assertEquals(503, answer.status());
            assertTrue(answer.text().contains("dev.osprey.launcher"), answer.text());
        }
    }

    @Test
    void aStreamTellsWhatIsWrittenFromNowOn() {
        try (SseClient client = follow("")) {
            Await.until(() -> !logs.listeners.isEmpty());
            logs.write(ModuleLogs.Stream.SYS, "four");
            assertEquals(line("f-3", "sys", "four"), client.event());
            logs.listeners.forEach(listener -> listener.onGap(12));
            assertEquals("event: gap data: {\"lines\":12}", client.event());
        }
        Await.until(() -> logs.listeners.isEmpty() && door.size() == 0);
    }

    @Test
    void aStreamMayBeginWithTheLastLines() {
        try (SseClient client = follow("?lines=2&stream=out")) {
            assertEquals(line("f-1", "out", "two <b>"), client.event());
            Await.until(() -> !logs.listeners.isEmpty());
            logs.write(ModuleLogs.Stream.ERR, "left out");
            logs.write(ModuleLogs.Stream.OUT, "five");
            assertEquals(line("f-4", "out", "five"), client.event());
        }
    }

    @Test
    void aBrowserThatComesBackGoesOnBehindTheLastLineItGot() {
        try (SseClient client = follow("?after=f-1&lines=3", "Last-Event-ID", "f-0")) {
            assertEquals(line("f-1", "out", "two <b>"), client.event());
            assertEquals(line("f-2", "err", "three"), client.event());
        }
    }

    @Test
    void aCursorThatIsForgottenBringsAReset() {
        try (SseClient client = follow("?after=other-7")) {
            assertEquals("event: reset data: {}", client.event());
        }
    }

    @Test
    void aModuleThatIsRemovedEndsTheStream() {
        try (SseClient client = follow("")) {
            Await.until(() -> !logs.listeners.isEmpty());
            logs.listeners.forEach(ModuleLogs.Listener::onEnd);
            assertEquals("event: end data: {}", client.event());
            assertNull(client.event());
        }
    }

    @Test
    void aStreamEndsWithItsPermission() {
        try (SseClient client = follow("", "As", "bob/VIEWER")) {
            Await.until(() -> !logs.listeners.isEmpty());
            access.deny("bob");
            assertNull(client.event());
        }
        Await.until(() -> logs.listeners.isEmpty());
    }

    @Test
    void aStreamEndsWithTheLauncher() {
        try (SseClient client = follow("")) {
            Await.until(() -> !logs.listeners.isEmpty());
            door.drop(logs);
            assertNull(client.event());
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsUpItsOwnLogOnly() {
        SseClient idle = follow("");
        Await.until(() -> !logs.listeners.isEmpty());
        ModuleLogs.Listener listener = logs.listeners.get(0);
        ModuleLogs.Line line = new ModuleLogs.Line("f-9", Instant.EPOCH, ModuleLogs.Stream.OUT, "x".repeat(10_000));
        CountDownLatch held = new CountDownLatch(1);
        Thread launcher = new Thread(() -> {
            for (int i = 0; i < 20_000; i++) {
                listener.onLines(List.of(line));
            }
            held.countDown();
        });
        launcher.setDaemon(true);
        launcher.start();
        Await.until(() -> launcher.getState() == Thread.State.WAITING);
        try (SseClient other = follow("?lines=1")) {
            assertEquals(line("f-2", "err", "three"), other.event());
        }
        idle.close();
        assertTrue(Await.open(held));
    }
}
