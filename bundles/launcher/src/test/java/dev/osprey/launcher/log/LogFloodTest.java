package dev.osprey.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Query;
import dev.osprey.module.ModuleLogs.Stream;
import dev.osprey.process.OutputListener;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogFloodTest {

    private static final int MILLION = 1_000_000;
    private static final Pattern LEFT_OUT = Pattern.compile("([0-9]+) lines left out: .*");

    @TempDir
    Path folder;

    private static void flood(LogStore store) throws Exception {
        Process child = new ProcessBuilder("sh", "-c", "yes 'a line as any other' | head -n " + MILLION).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                store.onLine(OutputListener.Stream.STDOUT, line);
            }
        }
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, child.exitValue());
    }

    private static long leftOut(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.stream() == Stream.SYS)
                .map(line -> LEFT_OUT.matcher(line.text()))
                .filter(Matcher::matches)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .sum();
    }

    @Test
    void aMillionLinesEndAndEachIsWrittenOrCounted() throws Exception {
        try (LogDesk desk = new LogDesk(folder)) {
            LogStore store = desk.open("a", new LogSpec(64 << 20, 1, 500));
            flood(store);
            store.settings(LogSpec.USUAL);
            List<Line> lines =
                    desk.page("a", new Query(null, null, 10_000, null)).lines();
            long written =
                    lines.stream().filter(line -> line.stream() == Stream.OUT).count();
            assertEquals(MILLION, written + leftOut(lines));
            assertTrue(written >= 500, () -> "written: " + written);
        }
    }

    @Test
    void whatWasLeftOutIsToldAlthoughNothingMoreComes() throws Exception {
        try (LogDesk desk = new LogDesk(folder)) {
            LogStore store = desk.open("a", new LogSpec(64 << 20, 1, 10));
            for (int i = 0; i < 100; i++) {
                store.onLine(OutputListener.Stream.STDERR, "x");
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            long told = 0;
            while (told == 0 && System.nanoTime() < end) {
                told = leftOut(
                        desk.page("a", new Query(null, null, 1_000, null)).lines());
                Thread.onSpinWait();
            }
            assertTrue(told > 0);
        }
    }

    @Test
    void aDiskThatHangsHoldsUpNoChild() throws Exception {
        Path pipe = folder.resolve("a.log");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        LogWriter writer = new LogWriter();
        LogStore store = new LogStore(pipe, "a", new LogSpec(1 << 20, 1, MILLION), writer);
        // Whoever opens this for writing waits until somebody reads.
        flood(store);
        try (InputStream released = Files.newInputStream(pipe)) {
            assertEquals(1, released.readNBytes(1).length, "what was taken in meanwhile is written");
        }
        writer.close();
    }

    @Test
    void theGateOpensWithEachSecondAndCountsBytesToo() {
        AtomicLong now = new AtomicLong();
        FloodGate gate = new FloodGate(2, now.get());
        assertTrue(gate.admit(1, now.get()) && gate.admit(1, now.get()));
        assertTrue(!gate.admit(1, now.get()) && gate.owes());
        assertEquals(0, gate.reckon(now.get()));
        assertEquals(1, gate.reckon(now.addAndGet(TimeUnit.SECONDS.toNanos(1))));
        assertTrue(gate.admit(5_000, now.get()));
        assertTrue(!gate.admit(1, now.get()), "more than as many KiB as lines");
        assertEquals(1, gate.reckonAll());
        assertTrue(!gate.owes());
    }
}
