package dev.osprey.web.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleState;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryModules;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleLogServletTest {

    private final MemoryModules modules = new MemoryModules().with("clock", ModuleState.ENABLED);
    private final ModuleLogServlet servlet = new ModuleLogServlet(new MemoryAccess());
    private Served served;

    @BeforeEach
    void start() {
        servlet.addModules(modules);
        modules.written.addAll(List.of("one", "two <b>", "three"));
        served = new Served(false).with(servlet, "/api/v1/modules/*").start();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void showsTheLastLinesOldestFirst() {
        assertEquals(
                Map.of("name", "clock", "lines", List.of("two <b>", "three")),
                served.get("/api/v1/modules/clock/log?lines=2").object());
        assertEquals(
                modules.written,
                served.get("/api/v1/modules/clock/log").object().get("lines"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "-1", "many", ""})
    void refusesAnOddNumberOfLines(String lines) {
        Answer answer = served.get("/api/v1/modules/clock/log?lines=" + lines);
        assertEquals(400, answer.status());
        assertEquals("use a number from 1 to 10000", answer.object().get("remedy"));
    }

    @Test
    void aModuleThatIsNotThereIsNotFound() {
        Answer answer = served.get("/api/v1/modules/nobody/log");
        assertEquals(404, answer.status());
        assertEquals("There is no module nobody", answer.object().get("detail"));
    }

    @Test
    void onlyForThoseWhoMayReadLogs() {
        assertEquals(
                403,
                served.get("/api/v1/modules/clock/log", "As", "nobody/VIEWER").status());
    }

    @Test
    void saysThatTheLauncherDoesNotRun() {
        servlet.removeModules(modules);
        Answer answer = served.get("/api/v1/modules/clock/log");
        assertEquals(503, answer.status());
        assertTrue(answer.text().contains("dev.osprey.launcher"), answer.text());
    }
}
