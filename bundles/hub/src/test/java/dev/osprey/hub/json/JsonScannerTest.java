package dev.osprey.hub.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {

    private static final String EVENT =
            "{\"type\":\"event\",\"event_id\":\"0b5c\",\"event\":\"a.b\",\"source\":\"m\\u00e9\\ud83d\\ude00\","
                    + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"p\":[1,-2.5e+3,true,false,null,{},[],\"caf\u00e9 \ud83d\ude00 \\n\"],"
                    + "\"q\":{\"r\":{\"s\":0}}},\"echo\":true} ";

    private static final List<String> SEEDS = List.of(
            EVENT,
            "{}",
            " {\n\t\"a\" : 1 , \"b\" : [ ] , \"c\" : { } }\r\n",
            "{\"a\":[[[{\"b\":[]}]],{}],\"c\":-0.0E-1}",
            "{\"type\": \"event\", \"event_id\": \"6f1c0000-0000-4000-8000-000000000001\", \"event\": \"sensor.t\", \"data\": "
                    + "{\"unit\": \"\u00b0C\", \"place\": \"\u041a\u0443\u0445\u043d\u044f 3\", \"v\": [20.5, -1e-3]}}",
            "{\"type\":\"watch\",\"id\":\"w1\",\"module\":\"th*\",\"field\":\"metadata.unit\",\"value\":\"C\"}",
            "{\"type\":\"subscribe\",\"events\":[\"module.*\",\">\"],\"id\":1}",
            "{\"a\":\"0123456789abcdef\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\",\"b\":\"\u07ff\uffff\"}");

    private final JsonScanner scanner = new JsonScanner();

    @Test
    void seedsAreTakenAndTheirSpansAgree() {
        SEEDS.forEach(seed -> assertTrue(agree(utf8(seed)), seed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "\"a\"",
                "null",
                "{",
                "}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":nul",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[}}",
                "{\"a\":{]}",
                "{\"a\":{\"b\"}}",
                "{\"a\":{\"b\":1,}}",
                "{\"a\":[",
                "{\"a\":\"x",
                "{\"a\":\"\\",
                "{\"a\":\"\\u12",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":\"\\ud800x\"}",
                "{\"a\":\"\\ud800\\u0041\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"\\u0061\":1}",
                "{\"a\\n\":1}",
                "{\"a\":1/*x*/}",
                "\ufeff{}",
                "{\"a\":0x1}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\"::1}",
                "{\"a\":\"b\" \"c\"}"
            })
    void malformedObjectsAreRefused(String text) {
        assertFalse(agree(utf8(text)), text);
    }

    @Test
    void invalidUtf8IsRefusedWhereverItStands() {
        byte[][] wrong = {
            {(byte) 0x80},
            {(byte) 0xc0, (byte) 0x80},
            {(byte) 0xc1, (byte) 0xbf},
            {(byte) 0xc3},
            {(byte) 0xe0, (byte) 0x9f, (byte) 0x80},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xe2, (byte) 0x82},
            {(byte) 0xf0, (byte) 0x8f, (byte) 0x80, (byte) 0x80},
            {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            {(byte) 0xff}
        };
        for (byte[] bytes : wrong) {
            assertFalse(agree(join(utf8("{\"a\":\"12345"), bytes, utf8("67890\"}"))));
            assertFalse(agree(join(utf8("{\"k"), bytes, utf8("\":1}"))));
            assertFalse(agree(join(utf8("{\"a\":{\"k"), bytes)));
        }
    }

    @Test
    void everyByteIsJudgedAlikeAtEveryAlignment() {
        byte[][] characters = {
            utf8("\u00e9"), utf8("\u20ac"), utf8("\ud83d\ude00"), utf8("\\n"), utf8("\\u20ac"), utf8("\\ud83d\\ude00")
        };
        for (int before = 0; before < 17; before++) {
            for (int behind = 0; behind < 9; behind++) {
                for (int c = 0; c < 256; c++) {
                    assertJudgedAlike(before, new byte[] {(byte) c}, behind);
                }
                for (byte[] character : characters) {
                    assertJudgedAlike(before, character, behind);
                    assertJudgedAlike(before, java.util.Arrays.copyOf(character, character.length - 1), behind);
                }
            }
        }
    }

    private void assertJudgedAlike(int before, byte[] middle, int behind) {
        agree(join(utf8("{\"a\":\"" + "x".repeat(before)), middle, utf8("y".repeat(behind) + "\",\"b\":1}")));
    }

    @Test
    void everySequenceOfUtf8IsJudgedAsADecoderDoes() {
        int[] edges = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        byte[] text = utf8("{\"a\":\"----\"}");
        for (int lead = 0x80; lead < 0x100; lead++) {
            for (int second = 0; second < 0x100; second++) {
                agree(with(text, lead, second, '-', '-'));
            }
            for (int second : edges) {
                for (int third : edges) {
                    for (int fourth : edges) {
                        agree(with(text, lead, second, third, fourth));
                    }
                }
            }
        }
    }

    private static byte[] with(byte[] text, int... four) {
        byte[] bytes = text.clone();
        for (int i = 0; i < four.length; i++) {
            bytes[6 + i] = (byte) four[i];
        }
        return bytes;
    }

    @Test
    void keysAreToldApartByEveryByte() {
        String key = "abcdefghijklmnopqrs";
        for (int length = 0; length <= key.length(); length++) {
            String one = key.substring(0, length);
            assertFalse(agree(utf8("{\"" + one + "\":1,\"" + one + "\":2}")), one);
            assertTrue(agree(utf8("{\"" + one + "\":1,\"" + one + "t\":2,\"u" + one + "\":3}")), one);
        }
    }

    @Test
    void depthNumbersAndKeysAreBounded() {
        assertTrue(agree(utf8("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}")));
        assertFalse(agree(utf8("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}")));
        assertTrue(agree(utf8("{\"a\":" + "{\"b\":".repeat(63) + "1" + "}".repeat(63) + "}")));
        assertFalse(agree(utf8("{\"a\":" + "{\"b\":".repeat(64) + "1" + "}".repeat(64) + "}")));
        assertTrue(agree(utf8("{\"a\":" + "1".repeat(JsonScanner.MAX_NUMBER) + "}")));
        assertFalse(agree(utf8("{\"a\":" + "1".repeat(JsonScanner.MAX_NUMBER + 1) + "}")));
        assertTrue(agree(keys(JsonScanner.MAX_KEYS)));
        assertFalse(agree(keys(JsonScanner.MAX_KEYS + 1)));
    }

    private static byte[] keys(int count) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add("\"k" + i + "\":" + i);
        }
        return utf8("{" + String.join(",", members) + "}");
    }

    @Test
    void keysWithTheSameHashAreToldApart() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        assertTrue(agree(utf8("{\"Aa\":1,\"BB\":2}")));
    }

    @Property(tries = 20_000)
    void verdictAndSpansAgreeWithAFullParse(@ForAll long seed) {
        agree(mutated(new Random(seed)));
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = utf8(SEEDS.get(random.nextInt(SEEDS.size())));
        String alphabet = "{}[]\",:\\ntfu0159.eE+-ad \u00e9\n";
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(bytes.length + 1);
            int gone = Math.min(random.nextInt(3), bytes.length - at);
            byte[] added = random.nextInt(4) == 0
                    ? new byte[] {(byte) random.nextInt()}
                    : utf8(String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())))
                            .repeat(random.nextInt(3)));
            bytes = join(
                    java.util.Arrays.copyOf(bytes, at),
                    added,
                    java.util.Arrays.copyOfRange(bytes, at + gone, bytes.length));
        }
        return bytes;
    }

    /** Scans at an offset with rubbish around, and compares with the reference. @return the common verdict */
    private boolean agree(byte[] text) {
        byte[] around = join(utf8("\"}{"), text, utf8("\"}]"));
        Map<String, Object> expected = ReferenceParser.parse(text);
        if (expected == null) {
            assertThrows(JsonRefusedException.class, () -> scanner.scan(around, 3, 3 + text.length), show(text));
            return false;
        }
        scanner.scan(around, 3, 3 + text.length);
        assertEquals(expected.size(), scanner.size(), show(text));
        int index = 0;
        for (Map.Entry<String, Object> member : expected.entrySet()) {
            assertEquals(member.getKey(), cut(around, scanner.keyFrom(index), scanner.keyTo(index)));
            assertEquals(index, scanner.find(utf8(member.getKey())));
            byte[] value = utf8(cut(around, scanner.from(index), scanner.to(index)));
            assertEquals(member.getValue(), ReferenceParser.value(value), show(text));
            index++;
        }
        assertEquals('}', around[scanner.objectEnd() - 1]);
        return true;
    }

    private static String cut(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String show(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
