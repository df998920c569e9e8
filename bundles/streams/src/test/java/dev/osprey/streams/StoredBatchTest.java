package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osprey.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredBatchTest {

    private static final long ACCEPTED = 1_790_000_000_000L;

    private static StoredBatch batch(String... texts) {
        PageBytes page = new PageBytes();
        long sequence = 41;
        for (String text : texts) {
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            byte[] subject = "a.é".getBytes(StandardCharsets.UTF_8);
            byte[] record = new byte[Records.size(subject, json.length)];
            Records.put(record, 0, subject, sequence++, ACCEPTED, json, 0, json.length);
            page.add(record, 0);
        }
        return (StoredBatch) page.batch();
    }

    private static String data(Event event) {
        return new String(event.data(), StandardCharsets.UTF_8);
    }

    @Test
    void allFieldsComeBackAndDataByteForByte() {
        String data = "{ \"é\" : [1.50, {\"a\":null}, \"\\u0041\"] }";
        Event event = batch("{\"type\":\"event\",\"event_id\":\"\\u0065 1\",\"event\":\"a.é\",\"source\":\"cam\","
                        + "\"timestamp\":\"2026-01-31T12:00:00.5Z\",\"extra\":{\"data\":7},\"data\":" + data
                        + ",\"correlation_id\":\"c\",\"causation_id\":\"k\",\"traceparent\":\"t\",\"sequence\":41}")
                .events()
                .get(0);
        assertEquals("e 1", event.id());
        assertEquals("a.é", event.subject());
        assertEquals("cam", event.source());
        assertEquals(Instant.parse("2026-01-31T12:00:00.5Z"), event.time());
        assertEquals(data, data(event));
        assertEquals(List.of("c", "k", "t"), List.of(event.correlationId(), event.causationId(), event.traceparent()));
        assertEquals(41, event.sequence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "-1.50e3",
                "\"a\\\"}b\"",
                "\"\"",
                "true",
                "null",
                "[]",
                "{}",
                "[ 1 , 2 ]",
                "12345678901234567890"
            })
    void dataIsAnyValue(String data) {
        assertEquals(
                data,
                data(batch("{\"event_id\":\"1\",\"data\":" + data + "}")
                        .events()
                        .get(0)));
        assertEquals(
                data,
                data(batch("{\"data\": " + data + " , \"source\":\"s\"}")
                        .events()
                        .get(0)));
    }

    @Test
    void withoutDataAndTimeThereAreAnEmptyObjectAndTheTimeOfAcceptance() {
        Event event = batch("{\"event_id\":\"1\",\"source\":\"s\"}").events().get(0);
        assertEquals("{}", data(event));
        assertEquals(Instant.ofEpochMilli(ACCEPTED), event.time());
    }

    @ParameterizedTest
    @CsvSource({
        "1769860800,                   2026-01-31T12:00:00Z",
        "1769860800.25,                2026-01-31T12:00:00.250Z",
        "1769860800123,                2026-01-31T12:00:00.123Z",
        "\"2026-01-31T12:00:00\",      2026-01-31T12:00:00Z",
        "\"2026-01-31T14:00:00+02:00\", 2026-01-31T12:00:00Z",
        "\"yesterday\",                2026-09-21T14:13:20Z",
        "1e400,                        2026-09-21T14:13:20Z",
        "null,                         2026-09-21T14:13:20Z"
    })
    void theTimeIsWhatThePublisherSaysIfItCanBeRead(String timestamp, Instant expected) {
        assertEquals(
                expected,
                batch("{\"timestamp\":" + timestamp + "}").events().get(0).time());
    }

    @Test
    void oneOfABatchIsABatch() {
        StoredBatch batch = batch("{\"event_id\":\"a\"}", "{\"event_id\":\"b\"}", "{\"event_id\":\"c\"}");
        assertEquals(3, batch.size());
        assertEquals("b", batch.only(1).events().get(0).id());
        assertEquals(42, batch.only(1).events().get(0).sequence());
        assertEquals(1, batch.only(2).size());
        assertThrows(IndexOutOfBoundsException.class, () -> batch.only(3));
        assertThrows(UnsupportedOperationException.class, () -> batch.number(1));
    }
}
