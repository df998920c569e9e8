package dev.osprey.ipc.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final String REQUEST =
            "4b410101 00000026 de0003 a26964 a26131 a66d6574686f64 ab6465766963652e6c697374 a6706172616d73 de0000";
    private static final String EVENT =
            "4b410103 00000029 de0002 a5746f706963 ac70726f636573732e65786974 a464617461 de0002 a26964 a170 a4636f6465 00";

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static byte[] frame(int type, Object value) {
        WireWriter out = new WireWriter(4);
        int begun = out.begin(type);
        out.value(value);
        out.end(begun);
        return out.copy();
    }

    @Test
    void framesAreKairosByteForByte() {
        assertArrayEquals(
                hex(REQUEST), frame(Frames.REQUEST, map("id", "a1", "method", "device.list", "params", Map.of())));
        assertArrayEquals(
                hex("4b410102 0000001a de0003 a26964 a26131 a6726573756c74 90 a56572726f72 d40000"),
                frame(Frames.RESPONSE, map("id", "a1", "result", List.of(), "error", Absent.ABSENT)));
        assertArrayEquals(
                hex("4b410102 00000029 de0003 a26964 a26131 a6726573756c74 c0 a56572726f72"
                        + " b1556e6b6e6f776e206d6574686f643a2078"),
                frame(Frames.RESPONSE, map("id", "a1", "result", null, "error", "Unknown method: x")));
        assertArrayEquals(
                hex(EVENT), frame(Frames.EVENT, map("topic", "process.exit", "data", map("id", "p", "code", 0))));
        assertArrayEquals(
                hex("4b410104 00000020 de0003 a26964 a170 a673747265616d a67374646f7574 a464617461 c403 68690a"),
                frame(Frames.CHUNK, map("id", "p", "stream", "stdout", "data", Values.utf8("hi\n"))));
    }

    @Test
    void numbersAreJavaScripts() {
        Map<Object, String> expected = new LinkedHashMap<>();
        expected.put(0, "00");
        expected.put(127, "7f");
        expected.put(128, "cc80");
        expected.put(255, "ccff");
        expected.put(256, "cd0100");
        expected.put(65_535L, "cdffff");
        expected.put(65_536, "ce00010000");
        expected.put(4_294_967_295L, "ceffffffff");
        expected.put(4_294_967_296L, "cb41f0000000000000");
        expected.put(-1, "ff");
        expected.put(-32, "e0");
        expected.put(-33, "d0df");
        expected.put(-128, "d080");
        expected.put(-129, "d1ff7f");
        expected.put(-32_768, "d18000");
        expected.put(-32_769, "d2ffff7fff");
        expected.put(Integer.MIN_VALUE, "d280000000");
        expected.put(-2_147_483_649L, "cbc1e0000000200000");
        expected.put(Long.MAX_VALUE, "cb43e0000000000000");
        expected.put(1.5, "cb3ff8000000000000");
        expected.put(5.0, "05");
        expected.put(-0.0, "00");
        expected.put(1e300, "cb7e37e43c8800759c");
        expected.put(BigInteger.TEN, "0a");
        expected.forEach((number, bytes) -> assertEquals(bytes, hex(WireWriter.encoded(number)), "of " + number));
        assertEquals("cb7ff8000000000000", hex(WireWriter.encoded(Double.NaN)));
    }

    @Test
    void textsAndBytesHaveTheShortestHead() {
        assertEquals("bf", hex(WireWriter.encoded("x".repeat(31))).substring(0, 2));
        assertEquals("d920", hex(WireWriter.encoded("x".repeat(32))).substring(0, 4));
        assertEquals("da0100", hex(WireWriter.encoded("x".repeat(256))).substring(0, 6));
        assertEquals("db00010000", hex(WireWriter.encoded("x".repeat(65_536))).substring(0, 10));
        assertEquals("c4ff", hex(WireWriter.encoded(new byte[255])).substring(0, 4));
        assertEquals("c50100", hex(WireWriter.encoded(new byte[256])).substring(0, 6));
        assertEquals("c600010000", hex(WireWriter.encoded(new byte[65_536])).substring(0, 10));
        assertEquals("a3e282ac", hex(WireWriter.encoded("\u20ac")));
        assertEquals("a3efbfbd", hex(WireWriter.encoded("\ud800")), "a lone surrogate");
        assertEquals("a4f09f9a80", hex(WireWriter.encoded("\ud83d\ude80")));
    }

    @Test
    void readsWhatTheWriterNeverWrites() {
        assertEquals(map("a", 1L), read("81 a161 01"), "fixmap");
        assertEquals(map("a", 1L), read("df00000001 a161 01"), "map32");
        assertEquals(List.of(1L), read("dd00000001 01"));
        assertEquals("a", read("db00000001 61"));
        assertEquals(-1L, read("d3ffffffffffffffff"));
        assertEquals(new BigInteger("18446744073709551615"), read("cfffffffffffffffff"));
        assertEquals(1.5, read("ca3fc00000"));
        assertNull(read("d40000"), "absent");
        assertNull(read("c70300010203"), "absent, in a longer form");
        assertEquals(Map.of(), read("c1"), "an opaque value");
        assertEquals("1970-01-01T00:00:01Z", read("d6ff00000001"));
        assertEquals("1970-01-01T00:00:01.000000001Z", read("d7ff0000000400000001"));
        assertEquals("1970-01-01T00:00:01.000000001Z", read("c70cff000000010000000000000001"));
        assertEquals(map("1", 2L, "true", 3L), read("82 01 02 c3 03"), "keys that are no text");
        assertEquals(map("a", 2L), read("82 a161 01 a161 02"), "the last of equal keys");
        assertEquals(map("b", 2L), read("82 a161 d40000 a162 02"), "absent leaves no key");
        assertEquals(Arrays.asList(null, 2L), read("92 d40000 02"));
    }

    private static Object read(String hex) {
        byte[] bytes = hex(hex);
        WireReader reader = new WireReader().over(bytes, 0, bytes.length);
        reader.skip();
        assertEquals(bytes.length, reader.at(), "what is skipped");
        return Values.read(bytes, 0, bytes.length);
    }

    @Test
    void refusesWhatIsNoValue() {
        for (String wrong : List.of(
                "",
                "0101",
                "92 01",
                "a2 61",
                "de0001 a161",
                "dd7fffffff 01",
                "ddffffffff 01",
                "df7fffffff a161 01",
                "c6ffffffff 00",
                "cb 00",
                "d4",
                "d40100",
                "d6ff0000",
                "d5ff0000",
                "c7057f0000000000",
                "c7",
                "91".repeat(65) + "01")) {
            byte[] bytes = hex(wrong);
            assertThrows(MalformedException.class, () -> Values.read(bytes, 0, bytes.length), wrong);
            assertThrows(
                    MalformedException.class,
                    () -> {
                        WireReader reader = new WireReader().over(bytes, 0, bytes.length);
                        reader.skip();
                        if (!reader.atEnd()) {
                            throw new MalformedException("surplus");
                        }
                    },
                    "skipping " + wrong);
        }
        byte[] deep = hex("91".repeat(64) + "01");
        assertEquals(1, ((List<?>) Values.read(deep, 0, deep.length)).size());
    }

    @Test
    void theStreamMayBeSplitAnywhere() {
        byte[] both = hex(REQUEST + EVENT);
        List<String> expected = List.of(
                "1 " + REQUEST.replace(" ", "").substring(16),
                "3 " + EVENT.replace(" ", "").substring(16));
        for (int i = 0; i <= both.length; i++) {
            for (int j = i; j <= both.length; j++) {
                List<String> got = new ArrayList<>();
                Bytes rest = new Bytes(8);
                for (int[] piece : new int[][] {{0, i}, {i, j}, {j, both.length}}) {
                    rest.put(both, piece[0], piece[1]);
                    rest.drop(Frames.read(rest.array(), 0, rest.length(), 100, (type, b, from, to) -> {
                        got.add(type + " " + HexFormat.of().formatHex(b, from, to));
                        return true;
                    }));
                }
                assertEquals(expected, got, "split at " + i + " and " + j);
                assertEquals(0, rest.length());
            }
        }
    }

    @Test
    void aReceiverMayStopTheStream() {
        byte[] both = hex(REQUEST + EVENT);
        List<Integer> got = new ArrayList<>();
        int used = Frames.read(both, 0, both.length, 100, (type, b, from, to) -> {
            got.add(type);
            return false;
        });
        assertEquals(List.of(1), got);
        assertEquals(hex(REQUEST).length, used);
    }

    @Test
    void badHeadersAndTooLongFramesAreTold() {
        Frames.Receiver none = (type, b, from, to) -> true;
        for (String wrong : List.of("4b42010100000000", "4a41010100000000", "4b41020100000000")) {
            assertThrows(MalformedException.class, () -> Frames.read(hex(wrong), 0, 8, 100, none), wrong);
        }
        FrameTooLongException tooLong =
                assertThrows(FrameTooLongException.class, () -> Frames.read(hex("4b410101ffffffff"), 0, 8, 100, none));
        assertEquals("Frame of 4294967295 bytes is over the limit of 100", tooLong.getMessage());
    }
}
