package dev.osprey.shell.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.karaf.shell.support.ansi.SimpleAnsi;

/** What stands in a table, which a terminal may show in a colour. */
record Cell(String text, Tone tone) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");

    enum Tone {
        GOOD(SimpleAnsi.COLOR_GREEN),
        MOVING(SimpleAnsi.COLOR_YELLOW),
        BAD(SimpleAnsi.COLOR_RED),
        NAME(SimpleAnsi.COLOR_CYAN),
        PLAIN("");

        private final String colour;

        Tone(String colour) {
            this.colour = colour;
        }
    }

    /** A value as people read it: nothing for null, times in the host's zone, those of today without the date, no control characters. */
    static Cell plain(Object value) {
        if (value instanceof Cell cell) {
            return cell;
        }
        String text = value instanceof Instant time ? time(time, Instant.now()) : value == null ? "" : value.toString();
        return new Cell(Printable.of(text).replace('\t', ' '), Tone.PLAIN);
    }

    static String time(Instant time, Instant now) {
        ZonedDateTime here = time.atZone(ZoneId.systemDefault());
        boolean today = here.toLocalDate().equals(LocalDate.ofInstant(now, ZoneId.systemDefault()));
        return (today ? TODAY : DAY).format(here);
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
