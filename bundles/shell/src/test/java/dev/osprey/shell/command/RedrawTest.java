package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RedrawTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger times = new AtomicInteger();
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void withoutATerminalEachStateFollowsBehindABlankLine() {
        assertTrue(redraw(false, Screen.NONE, 3).run(this::counted));
        assertEquals("time 1\n\ntime 2\n\ntime 3\n", text(out));
        assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(2)), pauses);
    }

    @Test
    void programsGetOneDocumentALine() {
        redraw(true, new Screen(true, 80, 24), 2).run(output -> {
            output.document(Map.of("n", times.incrementAndGet()));
            return true;
        });
        assertEquals("{\"n\":1}\n{\"n\":2}\n", text(out));
    }

    @Test
    void aTerminalIsClearedOnceAndThenDrawnOver() {
        redraw(false, new Screen(true, 80, 24), 2).run(this::counted);
        String[] frames = text(out).split("\u001b\\[H", -1);
        assertEquals("\u001b[2J", frames[0]);
        assertTrue(frames[1].startsWith("Every 2 s, Ctrl-C ends it; "), frames[1]);
        assertTrue(frames[2].contains("\ntime 2\u001b[K\n\u001b[J"), frames[2]);
        assertFalse(frames[2].contains("time 1"), frames[2]);
    }

    @Test
    void whatHasNoRoomIsLeftOutAndCounted() {
        String text = "1\n2 is wider than\n3\n4\n5\n";
        String drawn = new Screen(true, 10, 6).over("head", text, false).replaceAll("\u001b\\[[HKJ]", "");
        assertEquals("head\n1\n2 is wider than\n... and 3 more lines\n", drawn);
        assertEquals(
                6,
                new Screen(true, 10, 24)
                        .over("head", text, false)
                        .lines()
                        .filter(l -> !l.equals("\u001b[J"))
                        .count());
        assertEquals(
                "head\n1\n2\n",
                new Screen(true, 10, 4).over("head", "1\n2", false).replaceAll("\u001b\\[[HKJ]", ""));
    }

    @Test
    void aFailureEndsItTheFirstTimeOnly() {
        Failure gone = new Failure("unavailable", "It is gone.", "Start it.");
        assertThrows(Failure.class, () -> redraw(false, Screen.NONE, 3).run(output -> {
            throw gone;
        }));
        assertTrue(redraw(false, Screen.NONE, 3).run(output -> {
            if (times.incrementAndGet() == 2) {
                throw gone;
            }
            output.line("well");
            return true;
        }));
        assertEquals("well\n\n\nwell\n", text(out));
        assertEquals("It is gone.\nStart it.\n", text(err));
    }

    @Test
    void aTerminalShowsALaterFailureInItsPlace() {
        assertFalse(redraw(false, new Screen(true, 80, 24), 2).run(output -> {
            if (times.incrementAndGet() == 2) {
                throw new Failure("unavailable", "It is gone.", "Start it.");
            }
            return true;
        }));
        assertTrue(text(out).contains("It is gone."), text(out));
        assertEquals("", text(err));
    }

    @Test
    void theLastLookDecides() {
        assertFalse(redraw(false, Screen.NONE, 2).run(output -> times.incrementAndGet() == 1));
        assertTrue(redraw(false, Screen.NONE, 1).run(output -> true));
    }

    @Test
    void ctrlCEndsItWhileItWaitsAndWhileItLooks() {
        Thread.currentThread().interrupt();
        assertFalse(Redraw.sleep(Duration.ofHours(1), () -> false));
        assertFalse(Redraw.sleep(Duration.ofHours(1), () -> true));
        assertTrue(redraw(false, Screen.NONE, 0).run(output -> {
            throw new Failure("cancelled", "The call c1 was cancelled: Ctrl-C", null);
        }));
        assertEquals("", text(err));
    }

    private boolean counted(Output output) {
        output.line("time " + times.incrementAndGet());
        return true;
    }

    private Redraw redraw(boolean json, Screen screen, int count) {
        times.set(0);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Redraw(
                () -> new Output(stream, errors, stream, json, screen),
                Duration.ofSeconds(2),
                count,
                (time, abandoned) -> pauses.add(time));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
