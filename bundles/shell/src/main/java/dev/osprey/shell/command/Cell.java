package dev.osprey.shell.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;

/** What stands in a table, which a terminal may show in a colour. */
record Cell(String text, Tone tone) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    enum Tone {
        GOOD(SimpleAnsi.COLOR_GREEN),
        MOVING(SimpleAnsi.COLOR_YELLOW),
        BAD(SimpleAnsi.COLOR_RED),
        PLAIN("");

        private final String colour;

        Tone(String colour) {
            this.colour = colour;
        }
    }

    /** A value as people read it: nothing for null, times in the host's zone to the second, no control characters. */
    static Cell plain(Object value) {
        if (value instanceof Cell cell) {
            return cell;
        }
        String text = value instanceof Instant time ? TIME.format(time) : value == null ? "" : value.toString();
        return new Cell(Printable.of(text).replace('\t', ' '), Tone.PLAIN);
    }

    static Cell toned(Object value, Tone tone) {
        return new Cell(plain(value).text(), tone);
    }

    /** Seconds without a fraction that says nothing: 2, 0.5. */
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /** A part of the text in the cell's colour. */
    String coloured(String part) {
        return tone == Tone.PLAIN || part.isEmpty() ? part : tone.colour + part + SimpleAnsi.COLOR_DEFAULT;
    }
}
