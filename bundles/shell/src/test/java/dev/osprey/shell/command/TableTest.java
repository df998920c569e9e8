package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void coloursDoNotMoveColumns() {
        Table table = table("clock", new Cell("ready", Cell.Tone.GOOD), 7);
        assertEquals(List.of("Name  | Phase | Pid", "------+-------+----", "clock | ready | 7"), table.lines(0, false));
        String coloured = table.lines(0, true).get(2);
        assertTrue(coloured.contains("\u001b["), coloured);
        assertEquals("clock | ready | 7", coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    @Test
    void narrowScreensWrapInsideTheWidestColumn() {
        List<String> lines = table("clock", "a sentence that is longer than its column may be", 7)
                .lines(32, false);
        assertEquals("clock | a sentence that is | 7", lines.get(2));
        assertEquals("      | longer than its    |", lines.get(3));
        assertEquals("      | column may be      |", lines.get(4));
    }

    @Test
    void textFromOutsideStaysInItsCell() {
        List<String> lines = table("one\ntwo", "x", 1).lines(0, false);
        assertEquals(List.of("one  | x     | 1", "two  |       |"), lines.subList(2, 4));
        assertFalse(Cell.plain("a\u001b[2J\tb").text().matches(".*[\u001b\t].*"));
    }

    @Test
    void namesBreakBehindMarksAndEmptyColumnsMakeRoom() {
        Table table = new Table(List.of("Module", "Name", "Holder"));
        table.add(Stream.of("dev.osprey.kernel", "", "bundle:dev.osprey.kernel")
                .map(Cell::plain)
                .toList());
        assertEquals(
                List.of(
                        "Module            | Holder",
                        "------------------+-----------------",
                        "dev.osprey.kernel | bundle:dev.",
                        "                  | osprey.kernel"),
                table.lines(36, false));
        assertTrue(table.lines(60, false).get(0).contains("Name"));
    }

    @Test
    void aClientsWidthIsTakenIfItIsOne() {
        assertEquals(80, Screen.ofWidth("80").width());
        assertFalse(Screen.ofWidth("80").there());
        for (Object odd : new Object[] {null, "", "0", "-5", "x", "999999"}) {
            assertEquals(Screen.NONE, Screen.ofWidth(odd));
        }
    }

    @Test
    void todaysTimesComeWithoutTheDate() {
        Instant noon = LocalDate.of(2026, 11, 1)
                .atTime(12, 0)
                .atZone(ZoneId.systemDefault())
                .toInstant();
        assertEquals("12:00:00", Cell.time(noon, noon.plusSeconds(60)));
        assertEquals("2026-11-01 12:00", Cell.time(noon, noon.plus(Duration.ofDays(1))));
    }

    @Property
    void noLineIsWiderThanTheScreen(
            @ForAll String first, @ForAll String second, @ForAll @IntRange(min = 42) int screen) {
        List<String> lines = table(first, second, "x".repeat(300)).lines(screen, false);
        assertEquals(
                List.of(), lines.stream().filter(line -> line.length() > screen).toList());
    }

    private static Table table(Object... cells) {
        Table table = new Table(List.of("Name", "Phase", "Pid"));
        table.add(Stream.of(cells).map(Cell::plain).toList());
        return table;
    }
}
