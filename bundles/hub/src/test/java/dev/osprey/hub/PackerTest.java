package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackerTest {

    private final Packer packer = new Packer();

    @AfterEach
    void end() {
        packer.close();
    }

    private static byte[] frames(byte[]... payloads) {
        Bytes out = new Bytes(64);
        for (byte[] payload : payloads) {
            WsFrames.frame(out, WsFrames.TEXT, payload);
        }
        return out.copy();
    }

    private static byte[] text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < length; i++) {
            text.append("{\"value\":").append(i).append('}');
        }
        return Bytes.utf8(text.substring(0, length));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(3).nextBytes(noise);
        return noise;
    }

    /** The payloads behind, each with the first byte of its frame in front. */
    private List<byte[]> unpacked(ByteBuf packed) throws IOException {
        byte[] b = ByteBufUtil.getBytes(packed);
        List<byte[]> all = new ArrayList<>();
        for (int at = 0; at < b.length; ) {
            long payload = WsFrames.payload(b, at);
            byte[] one = java.util.Arrays.copyOfRange(b, (int) payload, (int) (payload >> 32));
            boolean compressed = (b[at] & WsFrames.COMPRESSED) != 0;
            assertEquals(0x81, b[at] & 0xff & ~WsFrames.COMPRESSED);
            String hex = HexFormat.of().formatHex(one);
            assertFalse(compressed && hex.endsWith("0000ffff"), "the tail is not sent");
            all.add(frames(compressed ? Zip.inflate(one) : one));
            all.get(all.size() - 1)[0] = b[at];
            at = (int) (payload >> 32);
        }
        return all;
    }

    @Test
    void eachFrameIsAMessageOfItsOwnAndOnlyLongOnesAreCompressed() throws IOException {
        int[] lengths = {0, 1, 125, Packer.LEAST - 1, Packer.LEAST, 300, 4_000, 65_535, 65_536, 200_000};
        byte[][] payloads = new byte[lengths.length][];
        for (int i = 0; i < lengths.length; i++) {
            payloads[i] = text(lengths[i]);
        }
        byte[] plain = frames(payloads);
        ByteBuf packed = packer.pack(Unpooled.wrappedBuffer(plain));
        assertTrue(packed.readableBytes() < plain.length / 2);
        List<byte[]> back = unpacked(packed);
        assertEquals(lengths.length, back.size());
        for (int i = 0; i < lengths.length; i++) {
            byte[] expected = frames(payloads[i]);
            expected[0] = (byte) (lengths[i] < Packer.LEAST ? 0x81 : 0xc1);
            assertArrayEquals(expected, back.get(i), "a message of " + lengths[i]);
        }
    }

    @Test
    void whatWouldNotGetShorterStaysAsItIs() throws IOException {
        byte[] plain = frames(noise(5_000), text(5_000), noise(70_000));
        List<byte[]> back = unpacked(packer.pack(Unpooled.wrappedBuffer(plain)));
        assertArrayEquals(frames(noise(5_000)), back.get(0));
        assertEquals((byte) 0xc1, back.get(1)[0]);
        assertArrayEquals(frames(noise(70_000)), back.get(2));
        byte[] only = frames(noise(500));
        assertSame(only, packer.pack(Unpooled.wrappedBuffer(only)).array());
    }

    @Test
    void sameFramesAreCompressedOnceForAll() {
        byte[] plain = frames(text(1_000));
        byte[] first = packer.pack(Unpooled.wrappedBuffer(plain)).array();
        assertSame(first, packer.pack(Unpooled.wrappedBuffer(plain)).array());
        byte[] alike = packer.pack(Unpooled.wrappedBuffer(plain.clone())).array();
        assertNotSame(first, alike);
        assertArrayEquals(first, alike);
    }

    @Test
    void whatIsLeftOfABatchIsCompressedAnew() throws IOException {
        byte[] plain = frames(text(400), text(500));
        packer.pack(Unpooled.wrappedBuffer(plain));
        ByteBuf rest = Unpooled.wrappedBuffer(plain);
        rest.skipBytes(WsFrames.length(rest));
        List<byte[]> back = unpacked(packer.pack(rest));
        assertEquals(1, back.size());
        byte[] expected = frames(text(500));
        expected[0] = (byte) 0xc1;
        assertArrayEquals(expected, back.get(0));
    }

    @Test
    void whatIsRememberedIsBounded() {
        byte[] plain = frames(text(1_000));
        byte[] first = packer.pack(Unpooled.wrappedBuffer(plain)).array();
        for (int i = 0; i < 20; i++) {
            packer.pack(Unpooled.wrappedBuffer(frames(text(100_000))));
        }
        assertNotSame(first, packer.pack(Unpooled.wrappedBuffer(plain)).array());
        packer.pack(Unpooled.wrappedBuffer(frames(text(3 << 20))));
        byte[] after = packer.pack(Unpooled.wrappedBuffer(plain)).array();
        assertSame(after, packer.pack(Unpooled.wrappedBuffer(plain)).array());
    }

    @Test
    void framesAreReleased() {
        ByteBuf direct = Unpooled.directBuffer().writeBytes(frames(text(1_000)));
        packer.pack(direct);
        assertEquals(0, direct.refCnt());
    }
}
