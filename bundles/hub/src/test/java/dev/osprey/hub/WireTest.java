package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 6455 between a raw socket and the hub. */
class WireTest {

    private static final byte[] PING = Bytes.utf8("{\"type\":\"ping\"}");
    private static final String PONG = "{\"type\":\"pong\"}";

    private TestHub hub;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        TestHub.Settings settings = new TestHub.Settings();
        settings.maxFrame = 1024;
        hub = new TestHub(settings.build());
        client = RawClient.open(hub, "m-module");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        hub.close();
    }

    @Test
    void pingIsAnsweredWithItsPayloadEvenInsideAFragmentedMessage() throws IOException {
        client.write(RawClient.frame(0x01, Bytes.utf8("{\"type\":")));
        client.write(RawClient.frame(0x89, Bytes.utf8("abc")));
        client.write(RawClient.frame(0x00, Bytes.utf8("\"pi")));
        client.write(RawClient.frame(0x8a, Bytes.utf8("unasked")));
        client.write(RawClient.frame(0x80, Bytes.utf8("ng\"}")));
        RawClient.Received pong = client.read();
        assertEquals(0x8a, pong.first());
        assertArrayEquals(Bytes.utf8("abc"), pong.payload());
        assertEquals(PONG, client.readText());
    }

    @Test
    void frameMayArriveByteByByte() throws IOException {
        for (byte one : RawClient.frame(0x81, PING)) {
            client.write(new byte[] {one});
        }
        assertEquals(PONG, client.readText());
    }

    @Test
    void closeIsAnsweredWithTheSameCode() throws IOException {
        client.write(RawClient.frame(0x88, new byte[] {0x0f, (byte) 0xa0, 'x'}));
        assertEquals(4000, client.readClose());
    }

    @Test
    void closeWithoutACodeIsNormal() throws IOException {
        client.write(RawClient.frame(0x88, new byte[0]));
        assertEquals(1000, client.readClose());
    }

    @Test
    void malformedCloseIsAProtocolError() {
        assertEquals(1002, CloseCodes.answer(new byte[] {3}, 0, 1));
        assertEquals(1002, CloseCodes.answer(new byte[] {3, (byte) 0xed}, 0, 2));
        assertEquals(1002, CloseCodes.answer(new byte[] {0, 0}, 0, 2));
        assertEquals(1007, CloseCodes.answer(new byte[] {3, (byte) 0xe8, (byte) 0xff}, 0, 3));
        assertEquals(1000, CloseCodes.answer(new byte[] {3, (byte) 0xe8, 'a'}, 0, 3));
    }

    @Test
    void brokenFramingIsAProtocolError() throws IOException {
        assertBroken(1002, new byte[] {(byte) 0x81, 2, '{', '}'});
        assertBroken(1002, RawClient.frame(0xc1, PING));
        assertBroken(1002, RawClient.frame(0x83, PING));
        assertBroken(1002, RawClient.frame(0x8b, PING));
        assertBroken(1002, RawClient.frame(0x80, PING));
        assertBroken(1002, RawClient.frame(0x09, PING));
        assertBroken(1002, RawClient.frame(0x89, new byte[126]));
        assertBroken(1002, join(RawClient.frame(0x01, PING), RawClient.frame(0x81, PING)));
        assertBroken(1002, new byte[] {(byte) 0x81, (byte) 0xfe, 0, 5, 1, 2, 3, 4});
        assertBroken(1002, new byte[] {(byte) 0x81, (byte) 0xff, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4});
        assertBroken(1009, new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 0, 4, 0, 0, 0, 1, 2, 3, 4});
    }

    private void assertBroken(int code, byte[] bytes) throws IOException {
        try (RawClient other = RawClient.open(hub, "m-module")) {
            other.write(bytes);
            assertEquals(code, other.readClose());
        }
    }

    @Test
    void whatCameBeforeABrokenFrameIsStillAnswered() throws IOException {
        client.write(join(RawClient.frame(0x81, PING), new byte[] {(byte) 0xf1, 0}));
        assertEquals(PONG, client.readText());
        assertEquals(1002, client.readClose());
    }

    @Test
    void tooLargeMessageIsPassedOverAndTheConnectionStays() throws IOException {
        client.write(RawClient.frame(0x81, new byte[200_000]));
        client.write(RawClient.frame(0x81, PING));
        assertTrue(client.readText().contains("\"too_large\""));
        assertEquals(PONG, client.readText());
    }

    @Test
    void messageThatGrowsTooLargeByFragmentsIsPassedOver() throws IOException {
        client.write(RawClient.frame(0x01, new byte[600]));
        client.write(RawClient.frame(0x00, new byte[600]));
        client.write(RawClient.frame(0x00, new byte[5000]));
        client.write(RawClient.frame(0x80, new byte[10]));
        client.write(RawClient.frame(0x81, PING));
        String error = client.readText();
        assertTrue(error.contains("\"too_large\"") && error.contains("6210"), error);
        assertEquals(PONG, client.readText());
    }

    @Test
    void endlessFragmentsAreCutOff() throws IOException {
        byte[] fragment = RawClient.frame(0x00, new byte[1 << 20]);
        client.write(RawClient.frame(0x01, new byte[10]));
        for (int i = 0; i < 64; i++) {
            client.write(fragment);
        }
        assertEquals(1009, client.readClose());
    }

    @Test
    void binaryMessagesAndInvalidUtf8AreAnsweredAndTheConnectionStays() throws IOException {
        client.write(RawClient.frame(0x82, PING));
        client.write(RawClient.frame(0x81, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}));
        client.write(RawClient.frame(0x81, PING));
        assertTrue(client.readText().contains("\"bad_frame\""));
        assertTrue(client.readText().contains("\"bad_frame\""));
        assertEquals(PONG, client.readText());
    }

    private static byte[] join(byte[] one, byte[] two) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(two);
        return out.toByteArray();
    }
}
