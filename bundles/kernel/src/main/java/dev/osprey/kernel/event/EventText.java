package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Events as the JSON objects that the hub's WebSocket sends. */
final class EventText {

    private static final byte[] ID = ascii("{\"type\":\"event\",\"event_id\":");
    private static final byte[] SUBJECT = ascii(",\"event\":");
    private static final byte[] SOURCE = ascii(",\"source\":");
    private static final byte[] TIME = ascii(",\"timestamp\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");
    private static final byte[] CORRELATION = ascii(",\"correlation_id\":");
    private static final byte[] CAUSATION = ascii(",\"causation_id\":");
    private static final byte[] TRACE = ascii(",\"traceparent\":");
    private static final byte[] SEQUENCE = ascii(",\"sequence\":");

    private static final long DAY = 86_400;
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_10000 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() + 1;

    private EventText() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static void write(Utf8Buffer to, Event event) {
        string(to, ID, event.id());
        string(to, SUBJECT, event.subject());
        string(to, SOURCE, event.source());
        to.put(TIME);
        time(to, event.time());
        to.put(DATA);
        to.put(event.data());
        optional(to, CORRELATION, event.correlationId());
        optional(to, CAUSATION, event.causationId());
        optional(to, TRACE, event.traceparent());
        to.put(SEQUENCE);
        to.put(event.sequence());
        to.put('}');
    }

    private static void optional(Utf8Buffer to, byte[] name, String value) {
        if (value != null) {
            string(to, name, value);
        }
    }

    private static void string(Utf8Buffer to, byte[] name, String value) {
        to.put(name);
        if (!to.quoted(value)) {
            throw new IllegalArgumentException("An event's field has half a character; give well-formed Unicode");
        }
    }

    /** As {@link Instant#toString()} writes it. */
    static void time(Utf8Buffer to, Instant time) {
        long second = time.getEpochSecond();
        if (second < YEAR_0 || second >= YEAR_10000) {
            to.put(time.toString());
            return;
        }
        date(to, Math.floorDiv(second, DAY));
        int ofDay = (int) Math.floorMod(second, DAY);
        to.put('T');
        to.digits(ofDay / 3600, 2);
        to.put(':');
        to.digits(ofDay / 60 % 60, 2);
        to.put(':');
        to.digits(ofDay % 60, 2);
        int nano = time.getNano();
        if (nano > 0) {
            to.put('.');
            if (nano % 1_000_000 == 0) {
                to.digits(nano / 1_000_000, 3);
            } else if (nano % 1_000 == 0) {
                to.digits(nano / 1_000, 6);
            } else {
                to.digits(nano, 9);
            }
        }
        to.put('Z');
    }

    /** The proleptic Gregorian calendar, in years that begin with March: then the leap day is the last of its year. */
    private static void date(Utf8Buffer to, long epochDay) {
        long day = epochDay + 719_468;
        long era = Math.floorDiv(day, 146_097);
        long ofEra = day - era * 146_097;
        long yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * ofYear + 2) / 153;
        long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        to.digits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
        to.put('-');
        to.digits(month, 2);
        to.put('-');
        to.digits(ofYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
    }
}
