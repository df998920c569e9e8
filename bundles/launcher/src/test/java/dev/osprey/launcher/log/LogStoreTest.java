package dev.osprey.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Page;
import dev.osprey.module.ModuleLogs.Query;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.process.OutputListener.Stream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {

    private static final LogSpec SMALL = new LogSpec(400, 2, 100_000);

    @TempDir
    Path folder;

    private LogDesk desk;

    @BeforeEach
    void open() {
        desk = new LogDesk(folder.resolve("modules"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static List<String> texts(Page page) {
        return page.lines().stream().map(Line::text).toList();
    }

    private Page page(String before, String after, int most) {
        return desk.page("a", new Query(before, after, most, null));
    }

    private LogStore filled(LogSpec spec, int lines) {
        LogStore store = desk.open("a", spec);
        for (int i = 0; i < lines; i++) {
            store.onLine(Stream.STDOUT, "line " + i);
        }
        return store;
    }

    @Test
    void emptyLinesAndControlMessagesAreLeftOutAndAnErrorLineIsNone() {
        LogStore store = desk.open("a", LogSpec.USUAL);
        store.onLine(Stream.STDOUT, "   ");
        store.onLine(Stream.STDERR, "{\"kite\":\"port\"}");
        store.onLine(Stream.STDOUT, "{\"kite\":\"port\"}");
        assertEquals(List.of("{\"kite\":\"port\"}"), texts(page(null, null, 10)));
    }

    @Test
    void timeStreamAndTextOfALineComeBackAndAreNobodyElsesToRead() throws Exception {
        LogStore store = desk.open("a", LogSpec.USUAL);
        Instant before = Instant.now();
        store.onLine(Stream.STDERR, "täxt with spaces");
        store.remark("started as\nprocess 5");
        List<Line> lines = page(null, null, 10).lines();
        assertEquals(
                "ERR täxt with spaces",
                lines.get(0).stream() + " " + lines.get(0).text());
        assertEquals(
                "SYS started as process 5",
                lines.get(1).stream() + " " + lines.get(1).text());
        assertFalse(lines.get(0).time().isBefore(before));
        assertEquals(List.of("täxt with spaces"), store.last(5));
        Path file = folder.resolve("modules/a.log");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void oneGoesBackToTheFirstLineAndForwardToTheLastAcrossFiles() {
        filled(SMALL, 24);
        Page last = page(null, null, 3);
        assertEquals(List.of("line 21", "line 22", "line 23"), texts(last));
        assertTrue(last.more());
        Page page = page(last.lines().get(0).cursor(), null, 5);
        assertEquals(List.of("line 16", "line 17", "line 18", "line 19", "line 20"), texts(page));
        Page forward = page(null, page.lines().get(0).cursor(), 100);
        assertEquals("line 17", texts(forward).get(0));
        assertEquals("line 23", texts(forward).get(forward.lines().size() - 1));
        assertFalse(forward.more());
        assertTrue(page(null, page.lines().get(0).cursor(), 2).more());
    }

    @Test
    void olderFilesAreAsManyAsAgreedOn() {
        filled(SMALL, 200);
        Page all = page(null, null, 10_000);
        assertTrue(Files.exists(folder.resolve("modules/a.log.2")));
        assertFalse(Files.exists(folder.resolve("modules/a.log.3")));
        assertFalse(all.more());
        assertEquals("line 199", texts(all).get(all.lines().size() - 1));
        assertTrue(all.lines().size() < 40);
        filled(new LogSpec(400, 0, 100_000), 40);
        page(null, null, 1);
        assertFalse(Files.exists(folder.resolve("modules/a.log.1")), "files beyond the new number go");
    }

    @Test
    void aCursorOutlivesARestartAndAForgottenOneIsToldAsReset() {
        filled(SMALL, 20);
        String kept = page(null, null, 3).lines().get(0).cursor();
        desk.close();
        desk = new LogDesk(folder.resolve("modules"));
        desk.open("a", SMALL).onLine(Stream.STDOUT, "after the restart");
        assertEquals(List.of("line 18", "line 19", "after the restart"), texts(page(null, kept, 10)));
        filled(SMALL, 100);
        Page reset = page(null, kept, 2);
        assertTrue(reset.reset());
        assertEquals(List.of("line 98", "line 99"), texts(reset));
        for (String forged : List.of("", "nonsense", "0000000000000000-0", kept + "0", "-", "../../etc/passwd-1")) {
            assertTrue(page(forged, null, 1).reset(), forged);
        }
    }

    @Test
    void linesOfEarlierVersionsAndHalfOnesAreRead() throws Exception {
        Path file = Files.createDirectories(folder.resolve("modules")).resolve("a.log");
        Files.writeString(file, "2026-01-01T00:00:00.5Z out of old\nno form at all\n2026-01-01T00:00:01Z err cut of");
        desk.open("a", LogSpec.USUAL).onLine(Stream.STDOUT, "new");
        assertEquals(List.of("of old", "no form at all", "cut of", "new"), texts(page(null, null, 10)));
        assertEquals(
                Instant.parse("2026-01-01T00:00:00.5Z"),
                page(null, null, 10).lines().get(0).time());
        assertEquals(Instant.EPOCH, page(null, null, 10).lines().get(1).time());
    }

    @Test
    void onlyOneStreamIsShownOnRequest() {
        LogStore store = desk.open("a", LogSpec.USUAL);
        for (int i = 0; i < 10; i++) {
            store.onLine(i % 2 == 0 ? Stream.STDOUT : Stream.STDERR, "l" + i);
        }
        Page page = desk.page("a", new Query(null, null, 2, dev.osprey.module.ModuleLogs.Stream.ERR));
        assertEquals(List.of("l7", "l9"), texts(page));
        assertTrue(page.more());
    }

    @Test
    void aFileThatSomebodyTookAwayOrEmptiedIsBegunAnew() throws Exception {
        Path file = folder.resolve("modules/a.log");
        filled(LogSpec.USUAL, 5);
        assertEquals(5, page(null, null, 10).lines().size());
        Files.delete(file);
        filled(LogSpec.USUAL, 2);
        assertEquals(2, page(null, null, 10).lines().size());
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        filled(LogSpec.USUAL, 1);
        assertEquals(List.of("line 0"), texts(page(null, null, 10)));
    }

    @Test
    void anAnswerIsBoundedInSizeToo() {
        LogStore store = desk.open("a", new LogSpec(1 << 30, 0, 1_000_000));
        String large = "x".repeat(60_000);
        for (int i = 0; i < 200; i++) {
            store.onLine(Stream.STDOUT, large);
            store.drain();
        }
        Page page = page(null, null, 10_000);
        assertTrue(page.more());
        assertTrue(page.lines().size() < 80, () -> "lines: " + page.lines().size());
    }

    @Test
    void anInterruptedReaderHarmsNobody() {
        filled(LogSpec.USUAL, 3);
        Thread.currentThread().interrupt();
        try {
            page(null, null, 10);
        } catch (java.io.UncheckedIOException told) {
            assertTrue(told.getMessage().contains("log"));
        } finally {
            assertTrue(Thread.interrupted());
        }
        filled(LogSpec.USUAL, 3);
        assertEquals(6, page(null, null, 10).lines().size());
    }

    @Test
    void aLogThatNobodyHasIsToldSo() {
        assertThrows(NoSuchModuleException.class, () -> page(null, null, 1));
        desk.open("a", SMALL);
        assertThrows(IllegalArgumentException.class, () -> page("x", "y", 1));
        desk.close("a");
        assertThrows(NoSuchModuleException.class, () -> page(null, null, 1));
    }
}
