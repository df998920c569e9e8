package dev.osprey.ipc.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/** Ours against another implementation of the format. */
class OracleTest {

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theOtherReadsWhatWeWrite(@ForAll("values") Object value) throws IOException {
        byte[] ours = WireWriter.encoded(value);
        try (MessageUnpacker other = MessagePack.newDefaultUnpacker(ours)) {
            assertSame(value, plain(other.unpackValue()));
            assertEquals(ours.length, other.getTotalReadBytes());
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void weReadWhatTheOtherWrites(@ForAll("values") Object value) throws IOException {
        try (MessageBufferPacker other = MessagePack.newDefaultBufferPacker()) {
            pack(other, value);
            byte[] theirs = other.toByteArray();
            assertSame(value, Values.read(theirs, 0, theirs.length));
            WireReader reader = new WireReader().over(theirs, 0, theirs.length);
            reader.skip();
            assertEquals(theirs.length, reader.at());
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatWeWriteComesBack(@ForAll("values") Object value) {
        byte[] ours = WireWriter.encoded(value);
        assertSame(value, Values.read(ours, 0, ours.length));
    }

    @Property(tries = 2_000)
    void anyBytesAreAValueOrRefused(@ForAll byte[] bytes) {
        Object walked = outcome(() -> {
            WireReader reader = new WireReader().over(bytes, 0, bytes.length);
            reader.skip();
            if (!reader.atEnd()) {
                throw new MalformedException("surplus");
            }
        });
        Object read = outcome(() -> Values.read(bytes, 0, bytes.length));
        // Reading looks closer: at the range of times, and at keys.
        assertEquals(true, walked.equals("fine") || read.equals("refused"));
    }

    private static Object outcome(Runnable action) {
        try {
            action.run();
            return "fine";
        } catch (MalformedException e) {
            return "refused";
        }
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300).map(text -> text.replaceAll("[\ud800-\udfff]", "?")),
                Arbitraries.longs().between(-(1L << 53), 1L << 53),
                Arbitraries.integers(),
                Arbitraries.doubles(),
                Arbitraries.of(true, false),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                Arbitraries.just("").map(none -> null));
        return Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(8).map(list -> list),
                        Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(40), inner)
                                .ofMaxSize(8)
                                .map(map -> map)),
                0,
                3);
    }

    private static void assertSame(Object expected, Object actual) {
        if (expected instanceof byte[] bytes) {
            assertArrayEquals(bytes, (byte[]) actual);
        } else if (expected instanceof Number number) {
            assertEquals(number.doubleValue() + 0.0, ((Number) actual).doubleValue() + 0.0);
        } else if (expected instanceof List<?> list) {
            assertEquals(list.size(), ((List<?>) actual).size());
            for (int i = 0; i < list.size(); i++) {
                assertSame(list.get(i), ((List<?>) actual).get(i));
            }
        } else if (expected instanceof Map<?, ?> map) {
            assertEquals(map.keySet(), ((Map<?, ?>) actual).keySet());
            map.forEach((key, value) -> assertSame(value, ((Map<?, ?>) actual).get(key)));
        } else {
            assertEquals(expected, actual);
        }
    }

    private static Object plain(Value value) {
        return switch (value.getValueType()) {
            case NIL -> null;
            case BOOLEAN -> value.asBooleanValue().getBoolean();
            case INTEGER -> value.asIntegerValue().toLong();
            case FLOAT -> value.asFloatValue().toDouble();
            case STRING -> value.asStringValue().asString();
            case BINARY -> value.asBinaryValue().asByteArray();
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                value.asArrayValue().forEach(each -> list.add(plain(each)));
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                value.asMapValue()
                        .entrySet()
                        .forEach(each -> map.put(each.getKey().asStringValue().asString(), plain(each.getValue())));
                yield map;
            }
            default -> throw new AssertionError(value.getValueType());
        };
    }

    private static void pack(MessagePacker out, Object value) throws IOException {
        if (value == null) {
            out.packNil();
        } else if (value instanceof String text) {
            out.packString(text);
        } else if (value instanceof Integer || value instanceof Long) {
            out.packLong(((Number) value).longValue());
        } else if (value instanceof Double number) {
            out.packDouble(number);
        } else if (value instanceof Boolean bool) {
            out.packBoolean(bool);
        } else if (value instanceof byte[] bytes) {
            out.packBinaryHeader(bytes.length).writePayload(bytes);
        } else if (value instanceof List<?> list) {
            out.packArrayHeader(list.size());
            for (Object each : list) {
                pack(out, each);
            }
        } else {
            Map<?, ?> map = (Map<?, ?>) value;
            out.packMapHeader(map.size());
            for (Map.Entry<?, ?> each : map.entrySet()) {
                out.packString((String) each.getKey());
                pack(out, each.getValue());
            }
        }
    }
}
