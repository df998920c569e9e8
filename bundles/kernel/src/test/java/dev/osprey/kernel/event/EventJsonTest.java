package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.event.Event;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    @Property(tries = 500)
    void writesWhatJacksonWrites(@ForAll("values") Object inner) throws JsonProcessingException {
        Object value = Collections.singletonList(inner);
        assertEquals(JACKSON.writeValueAsString(value), new String(EventJson.write(value), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<Object> values() {
        return values(3);
    }

    private Arbitrary<Object> values(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<Object> inner = values(depth - 1);
        return Arbitraries.oneOf(
                leaves(),
                inner.list().ofMaxSize(4).map(list -> (Object) list),
                inner.list().ofMaxSize(4).map(list -> (Object) list.toArray()),
                Arbitraries.maps(texts(), inner).ofMaxSize(4).map(map -> (Object) map));
    }

    private Arbitrary<Object> leaves() {
        return Arbitraries.oneOf(
                texts().map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.integers().map(number -> (Object) number),
                Arbitraries.shorts().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.floats().map(number -> (Object) number),
                Arbitraries.bigDecimals()
                        .filter(n -> n.toString().length() <= 100)
                        .map(number -> (Object) number),
                Arbitraries.bigIntegers().map(number -> (Object) number),
                Arbitraries.chars().filter(c -> !Character.isSurrogate(c)).map(c -> (Object) c),
                Arbitraries.of(true, false),
                Arbitraries.just(null));
    }

    private Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(20),
                Arbitraries.integers()
                        .between(0, Character.MAX_CODE_POINT)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .array(int[].class)
                        .ofMaxSize(10)
                        .map(points -> new String(points, 0, points.length)));
    }

    @Property
    void halfACharacterIsRefusedWhereverItStands(@ForAll("someText") String before, @ForAll("someText") String after) {
        for (String half : List.of("\ud800", "\udc00")) {
            String broken = before + half + after;
            assertThrows(IllegalArgumentException.class, () -> EventJson.write(Map.of("a", broken)));
            assertThrows(IllegalArgumentException.class, () -> EventJson.write(Map.of(broken, 1)));
        }
    }

    @Provide
    Arbitrary<String> someText() {
        return texts();
    }

    @Property(tries = 3000)
    void timeIsWrittenAsInstantSays(
            @ForAll @LongRange(min = -62_200_000_000L, max = 253_500_000_000L) long second,
            @ForAll("nanos") long nano) {
        Instant time = Instant.ofEpochSecond(second, nano);
        Utf8Buffer buffer = new Utf8Buffer();
        EventText.time(buffer, time);
        assertEquals(time.toString(), new String(buffer.copy(), StandardCharsets.US_ASCII));
    }

    @Provide
    Arbitrary<Long> nanos() {
        Arbitrary<Long> upTo999 = Arbitraries.longs().between(0, 999);
        return Arbitraries.oneOf(
                Arbitraries.just(0L),
                upTo999.map(n -> n * 1_000_000),
                upTo999.map(n -> n * 1_000),
                Arbitraries.longs().between(0, 999_999_999));
    }

    @Test
    void textIsTheFrameOfTheHub() throws JsonProcessingException {
        byte[] data = "{\"n\":[1,\"\u00e4\"]}".getBytes(StandardCharsets.UTF_8);
        Event event = new Event(
                "id-1",
                "a.\u00e4",
                "so\"urce",
                Instant.parse("2026-01-31T12:00:00.5Z"),
                data,
                "co\n",
                null,
                "tr",
                1_795_000_000_000_001L);
        String text = new String(EventJson.text(event), StandardCharsets.UTF_8);
        assertEquals(
                "{\"type\":\"event\",\"event_id\":\"id-1\",\"event\":\"a.\u00e4\",\"source\":\"so\\\"urce\","
                        + "\"timestamp\":\"2026-01-31T12:00:00.500Z\",\"data\":{\"n\":[1,\"\u00e4\"]},"
                        + "\"correlation_id\":\"co\\n\",\"traceparent\":\"tr\",\"sequence\":1795000000000001}",
                text);
        JACKSON.readTree(text);
    }

    @Test
    void numbersThatNobodyReadsBackAreRefused() {
        BigInteger hundred = BigInteger.TEN.pow(99);
        assertEquals(hundred, EventJson.read(EventJson.write(hundred)));
        assertRefused(Map.of("n", BigInteger.TEN.pow(100)), "data.n");
        assertRefused(List.of(new BigDecimal("0." + "1".repeat(99))), "data[]");
        assertRefused(Double.POSITIVE_INFINITY, "data = Infinity");
    }

    @Test
    void bytesThatAreNotQuiteUtf8AreRefused() {
        assertRefused("{}".getBytes(StandardCharsets.UTF_16BE), "zero");
        assertRefused("\ufeff{}".getBytes(StandardCharsets.UTF_8), "byte order mark");
        assertRefused(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, "UTF-8");
        assertRefused(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}, "UTF-8");
        byte[] fine = "\"\u00e4\ud83d\ude00\"".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(fine, EventJson.write(fine));
    }

    @Test
    void dataIsRefusedBeforeItTakesMuchMoreMemoryThanItMay() {
        List<String> lists = Collections.nCopies(100_000_000, "x");
        assertRefused(lists, "at most");
        assertRefused("\u20ac".repeat(EventJson.MAX_BYTES / 3), "at most");
        assertEquals(EventJson.MAX_BYTES, EventJson.write("x".repeat(EventJson.MAX_BYTES - 2)).length);
    }

    private static void assertRefused(Object data, String why) {
        String message = assertThrows(IllegalArgumentException.class, () -> EventJson.write(data))
                .getMessage();
        assertTrue(message.contains(why), message);
    }
}
