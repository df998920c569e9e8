package dev.osprey.streams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.osprey.event.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads the record of an event out of its JSON text. */
final class StoredEvents {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    /** Numbers above are milliseconds, below are seconds: the year 5138 in seconds, March 1973 in milliseconds. */
    private static final BigDecimal MILLIS_FROM = BigDecimal.valueOf(100_000_000_000L);

    /** The hub let the text in under its own limits; these are no tighter. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(64 << 20)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    private StoredEvents() {}

    static Event decode(byte[] bytes, int at) {
        int from = Records.text(bytes, at);
        int length = at + Records.length(bytes, at) - from;
        Map<String, String> texts = new HashMap<>();
        byte[] data = NOTHING;
        try (JsonParser json = JSON.createParser(bytes, from, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("data")) {
                    int start = (int) json.currentTokenLocation().getByteOffset();
                    json.skipChildren();
                    json.finishToken();
                    data = Arrays.copyOfRange(
                            bytes,
                            from + start,
                            from + (int) json.currentLocation().getByteOffset());
                } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The kept event " + Records.sequence(bytes, at) + " is not JSON: " + e.getMessage(), e);
        }
        return new Event(
                texts.get("event_id"),
                Records.subject(bytes, at),
                texts.get("source"),
                time(texts.get("timestamp"), Records.time(bytes, at)),
                data,
                texts.get("correlation_id"),
                texts.get("causation_id"),
                texts.get("traceparent"),
                Records.sequence(bytes, at));
    }

    /** What the publisher says, as ISO 8601 with or without an offset or as a number since 1970; else the time of acceptance. */
    private static Instant time(String text, long accepted) {
        if (text == null) {
            return Instant.ofEpochMilli(accepted);
        }
        try {
            return text.indexOf('T') < 0 ? since1970(new BigDecimal(text)) : iso(text);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Instant.ofEpochMilli(accepted);
        }
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
        boolean offset = text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
        return offset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
