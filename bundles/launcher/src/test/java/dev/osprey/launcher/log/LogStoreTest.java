package dev.osprey.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.process.OutputListener.Stream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleLogTest {

    @TempDir
    Path folder;

    @Test
    void memoryIsBoundedByLinesAndBySize() {
        try (ModuleLog log = new ModuleLog(folder.resolve("a.log"))) {
            for (int i = 0; i < ModuleLog.MOST_LINES + 5; i++) {
                log.onLine(Stream.STDOUT, "line " + i);
            }
            assertEquals(ModuleLog.MOST_LINES, log.last(Integer.MAX_VALUE).size());
            assertEquals("line 5", log.last(Integer.MAX_VALUE).get(0));
            String large = "x".repeat(60_000);
            for (int i = 0; i < 100; i++) {
                log.onLine(Stream.STDERR, large);
            }
            List<String> last = log.last(Integer.MAX_VALUE);
            assertTrue(last.stream().mapToInt(String::length).sum() <= ModuleLog.MOST_CHARS);
            assertEquals(List.of(), log.last(-1));
        }
    }

    @Test
    void emptyLinesAreDroppedAndAnErrorLineIsNoControlMessage() throws Exception {
        try (ModuleLog log = new ModuleLog(folder.resolve("logs/a.log"))) {
            log.onLine(Stream.STDOUT, "   ");
            log.onLine(Stream.STDERR, "{\"kite\":\"port\"}");
            log.onLine(Stream.STDOUT, "{\"kite\":\"port\"}");
            assertEquals(List.of("{\"kite\":\"port\"}"), log.last(10));
        }
        assertEquals(1, Files.readAllLines(folder.resolve("logs/a.log")).size());
    }

    @Test
    void aFullFileMovesAsideAndTheOldestGoes() throws Exception {
        Path file = folder.resolve("r.log");
        try (RotatingFile rotating = new RotatingFile(file, 10, 2)) {
            for (String line : List.of("one", "two", "three", "four", "five", "six", "a line longer than all")) {
                rotating.append(line);
            }
        }
        assertEquals("a line longer than all\n", Files.readString(file));
        assertEquals("six\n", Files.readString(folder.resolve("r.log.1")));
        assertEquals("four\nfive\n", Files.readString(folder.resolve("r.log.2")));
        assertFalse(Files.exists(folder.resolve("r.log.3")));
    }
}
