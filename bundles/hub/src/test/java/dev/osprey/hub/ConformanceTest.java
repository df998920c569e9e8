package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RFC 6455 in the order of the Autobahn test suite's server cases, sections 1 to 7 and 10. Where that expects an echo the hub answers
 * a ping of its own protocol; where a message is no JSON it answers with an error and stays.
 */
class ConformanceTest {

    private static final String PONG = "{\"type\":\"pong\"}";
    private static final byte[] HELLO = Bytes.utf8("{\"type\":\"ping\",\"p\":\"Hello\"}");
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final byte[] NOTHING = {};

    private static Leaks leaks;
    private static TestHub hub;
    private RawClient client;

    @BeforeAll
    static void start() throws IOException {
        leaks = new Leaks();
        hub = new TestHub();
    }

    @AfterAll
    static void stop() {
        hub.close();
        leaks.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = RawClient.open(hub, "m-module");
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    // 1: framing

    @ParameterizedTest
    @ValueSource(ints = {125, 126, 127, 128, 65_535, 65_536})
    void messageOfAnySizeIsTaken(int size) throws IOException {
        client.write(RawClient.frame(TEXT, message(size)));
        assertAnswered();
        writeInPieces(RawClient.frame(TEXT, message(size)), 997);
        assertAnswered();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 127, 128, 65_535, 65_536})
    void emptyAndBinaryMessagesAreAnsweredWithAnError(int size) throws IOException {
        client.write(RawClient.frame(BINARY, new byte[size]));
        assertRefused();
        client.write(RawClient.frame(TEXT, NOTHING));
        assertRefused();
        assertStays();
    }

    // 2: pings and pongs

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 125})
    void pingIsAnsweredWithItsBytes(int size) throws IOException {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 0xfe);
        client.write(RawClient.frame(PING, payload));
        assertPong(payload);
        writeInPieces(RawClient.frame(PING, payload), 1);
        assertPong(payload);
        assertStays();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x88, 0x89, 0x8a})
    void controlFrameOf126BytesIsAnError(int first) throws IOException {
        client.write(RawClient.frame(first, new byte[126]));
        assertEquals(1002, client.readClose());
    }

    @Test
    void unaskedPongIsPassedOver() throws IOException {
        client.write(RawClient.frame(0x8a, NOTHING));
        client.write(RawClient.frame(0x8a, Bytes.utf8("unasked")));
        client.write(RawClient.frame(PING, Bytes.utf8("asked")));
        assertPong(Bytes.utf8("asked"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void pingsAreAnsweredInOrder(int piece) throws IOException {
        ByteArrayOutputStream ten = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            ten.writeBytes(RawClient.frame(PING, Bytes.utf8("ping " + i)));
        }
        writeInPieces(ten.toByteArray(), piece);
        for (int i = 0; i < 10; i++) {
            assertPong(Bytes.utf8("ping " + i));
        }
    }

    // 3: reserved bits

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void reservedBitIsAnErrorAfterWhatCameBefore(int bits) throws IOException {
        for (int opcode : new int[] {TEXT, BINARY, CLOSE, PING, 0x8a}) {
            assertBrokenAfterAMessage(RawClient.frame(opcode | bits << 4, HELLO));
            assertBrokenAfterAMessage(RawClient.frame(opcode | bits << 4, NOTHING));
        }
    }

    // 4: opcodes

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    void unknownOpcodeIsAnErrorAfterWhatCameBefore(int opcode) throws IOException {
        assertBrokenAfterAMessage(RawClient.frame(0x80 | opcode, NOTHING));
        assertBrokenAfterAMessage(RawClient.frame(0x80 | opcode, HELLO));
        assertBrokenAfterAMessage(RawClient.frame(opcode, HELLO));
    }

    private void assertBrokenAfterAMessage(byte[] frame) throws IOException {
        for (int piece : new int[] {1, Integer.MAX_VALUE}) {
            try (RawClient other = RawClient.open(hub, "m-module")) {
                writeInPieces(other, join(RawClient.frame(TEXT, HELLO), frame, RawClient.frame(PING, NOTHING)), piece);
                assertEquals(PONG, other.readText());
                assertEquals(1002, other.readClose());
            }
        }
    }

    // 5: fragmentation

    @ParameterizedTest
    @ValueSource(ints = {0x08, 0x09, 0x0a})
    void controlFrameInFragmentsIsAnError(int first) throws IOException {
        client.write(join(RawClient.frame(first, Bytes.utf8("a")), RawClient.frame(0x80, Bytes.utf8("b"))));
        assertEquals(1002, client.readClose());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void fragmentsAreOneMessageWithPingsInBetween(int piece) throws IOException {
        byte[] fragments = join(
                RawClient.frame(0x01, Arrays.copyOfRange(HELLO, 0, 5)),
                RawClient.frame(PING, Bytes.utf8("one")),
                RawClient.frame(0x00, Arrays.copyOfRange(HELLO, 5, 6)),
                RawClient.frame(0x00, NOTHING),
                RawClient.frame(PING, Bytes.utf8("two")),
                RawClient.frame(0x80, Arrays.copyOfRange(HELLO, 6, HELLO.length)));
        writeInPieces(join(fragments, fragments), piece);
        for (int i = 0; i < 2; i++) {
            assertPong(Bytes.utf8("one"));
            assertPong(Bytes.utf8("two"));
            assertAnswered();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x80})
    void continuationOfNothingIsAnError(int first) throws IOException {
        assertBrokenAfterAMessage(RawClient.frame(first, HELLO));
        assertBrokenAfterAMessage(RawClient.frame(first, NOTHING));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x81, 0x02, 0x82})
    void newMessageInsideAFragmentedOneIsAnError(int first) throws IOException {
        assertBrokenAfterAMessage(join(RawClient.frame(0x01, NOTHING), RawClient.frame(first, HELLO)));
    }

    // 6: UTF-8

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00e9",
                "\u03ba\u1f79\u03c3\u03bc\u03b5",
                "\u0080",
                "\u07ff",
                "\u0800",
                "\ud7ff",
                "\ue000",
                "\ufffd",
                "\ufffe",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff",
                "\ud83d\ude00"
            })
    void validTextIsTakenHoweverItIsCut(String text) throws IOException {
        byte[] message = Bytes.utf8("{\"type\":\"ping\",\"p\":\"" + text + "\"}");
        for (int cut = 0; cut <= message.length; cut++) {
            client.write(RawClient.frame(0x01, Arrays.copyOfRange(message, 0, cut)));
            client.write(RawClient.frame(0x80, Arrays.copyOfRange(message, cut, message.length)));
            assertAnswered();
        }
        writeInPieces(RawClient.frame(TEXT, message), 1);
        assertAnswered();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "80bf80",
                "c0",
                "c080",
                "c1bf",
                "c3",
                "e0",
                "e08080",
                "e09fbf",
                "e282",
                "eda080",
                "edbfbf",
                "eda080edb080",
                "f0808080",
                "f08fbfbf",
                "f09f98",
                "f4908080",
                "f5808080",
                "f8888080",
                "fc8480808080",
                "fe",
                "ff",
                "ceba80"
            })
    void invalidTextIsRefusedHoweverItIsCut(String hex) throws IOException {
        byte[] wrong = java.util.HexFormat.of().parseHex(hex);
        byte[] message = join(Bytes.utf8("{\"type\":\"ping\",\"p\":\"12345"), wrong, Bytes.utf8("67\"}"));
        for (int cut = message.length - wrong.length - 4; cut <= message.length; cut++) {
            client.write(RawClient.frame(0x01, Arrays.copyOfRange(message, 0, cut)));
            client.write(RawClient.frame(0x80, Arrays.copyOfRange(message, cut, message.length)));
            assertRefused();
        }
        assertStays();
    }

    // 7: closing

    @Test
    void nothingIsAnsweredAfterAClose() throws IOException {
        byte[] close = RawClient.frame(CLOSE, new byte[] {3, (byte) 0xe8});
        client.write(join(
                RawClient.frame(TEXT, message(256 << 10)),
                close,
                close,
                RawClient.frame(TEXT, HELLO),
                RawClient.frame(PING, NOTHING)));
        assertAnswered();
        assertEquals(1000, client.readClose());
    }

    @Test
    void closeInsideAFragmentedMessageIsAnswered() throws IOException {
        client.write(join(RawClient.frame(0x01, HELLO), RawClient.frame(CLOSE, NOTHING)));
        assertEquals(1000, client.readClose());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 122, 123})
    void closeMayHaveAReason(int length) throws IOException {
        client.write(RawClient.frame(CLOSE, join(new byte[] {3, (byte) 0xe8}, Bytes.utf8("x".repeat(length)))));
        assertEquals(1000, client.readClose());
    }

    @Test
    void closeOfOneByteIsAnError() throws IOException {
        client.write(RawClient.frame(CLOSE, new byte[] {3}));
        assertEquals(1002, client.readClose());
    }

    @Test
    void reasonMustBeUtf8() throws IOException {
        client.write(RawClient.frame(
                CLOSE, new byte[] {3, (byte) 0xe8, (byte) 0xce, (byte) 0xba, (byte) 0xed, (byte) 0xa0}));
        assertEquals(1007, client.readClose());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void validCodeIsGivenBack(int code) throws IOException {
        client.write(RawClient.frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
        assertEquals(code, client.readClose());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
    void invalidCodeIsAnError(int code) throws IOException {
        client.write(RawClient.frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
        assertEquals(1002, client.readClose());
    }

    // 10: a long message in short fragments

    @ParameterizedTest
    @CsvSource({"65536, 1300", "65536, 1", "1048576, 65536", "1048576, 4096"})
    void longMessageInFragmentsIsTaken(int size, int fragment) throws IOException {
        byte[] message = message(size);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < size; at += fragment) {
            int end = Math.min(size, at + fragment);
            int first = (at == 0 ? 0x01 : 0x00) | (end == size ? 0x80 : 0);
            all.writeBytes(RawClient.frame(first, Arrays.copyOfRange(message, at, end)));
        }
        client.write(all.toByteArray());
        assertAnswered();
    }

    /** A message that is answered with {@link #PONG}. */
    private static byte[] message(int size) {
        String frame = "{\"type\":\"ping\",\"p\":\"\"}";
        return frame.replace("\"\"", '"' + "x".repeat(size - frame.length()) + '"')
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void assertAnswered() throws IOException {
        assertEquals(PONG, client.readText());
    }

    private void assertRefused() throws IOException {
        String answer = client.readText();
        assertTrue(answer.contains("\"bad_frame\""), answer);
    }

    private void assertStays() throws IOException {
        client.write(RawClient.frame(TEXT, HELLO));
        assertAnswered();
    }

    private void assertPong(byte[] payload) throws IOException {
        RawClient.Received frame = client.read();
        assertEquals(0x8a, frame.first());
        assertArrayEquals(payload, frame.payload());
    }

    private void writeInPieces(byte[] bytes, int piece) throws IOException {
        writeInPieces(client, bytes, piece);
    }

    private static void writeInPieces(RawClient to, byte[] bytes, int piece) throws IOException {
        for (int at = 0; at < bytes.length; ) {
            int end = (int) Math.min(bytes.length, (long) at + piece);
            to.write(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
