package dev.osprey.hub;

import dev.osprey.event.Event;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Reads the record out of a frame that the hub made. */
final class EventDecoder {

    /** Numbers above are milliseconds, below are seconds: the year 5138 in seconds, March 1973 in milliseconds. */
    private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);

    private EventDecoder() {}

    static Event decode(Frame frame, long accepted) {
        return new Event(
                frame.text(frame.eventId),
                frame.text(frame.event),
                frame.text(frame.source),
                time(frame, accepted),
                Arrays.copyOfRange(frame.bytes, frame.json.from(frame.data), frame.json.to(frame.data)),
                frame.text(frame.correlation),
                frame.text(frame.causation),
                frame.text(frame.traceparent),
                Long.parseLong(raw(frame, frame.sequence)));
    }

    private static String raw(Frame frame, int index) {
        int from = frame.json.from(index);
        return new String(frame.bytes, from, frame.json.to(index) - from, StandardCharsets.US_ASCII);
    }

    /** What the publisher says, as ISO 8601 with or without an offset or as a number since 1970; else the time of acceptance. */
    private static Instant time(Frame frame, long accepted) {
        try {
            boolean number = frame.isNumber(frame.timestamp);
            return time(number, number ? raw(frame, frame.timestamp) : frame.text(frame.timestamp));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Instant.ofEpochMilli(accepted);
        }
    }

    /** @throws DateTimeException or ArithmeticException or NumberFormatException if it is no time */
    static Instant time(boolean number, String text) {
        return number ? since1970(new BigDecimal(text)) : iso(text);
    }

    private static Instant since1970(BigDecimal number) {
        if (number.precision() - number.scale() > 18 || number.scale() > 30) {
            throw new ArithmeticException("out of range");
        }
        BigDecimal millis = number.abs().compareTo(MILLIS_FROM) < 0 ? number.movePointRight(3) : number;
        return Instant.ofEpochMilli(millis.longValue());
    }

    private static Instant iso(String text) {
        if (text.endsWith("Z")) {
            return Instant.parse(text);
        }
        int time = text.indexOf('T');
        boolean offset = time > 0 && (text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0);
        return offset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
