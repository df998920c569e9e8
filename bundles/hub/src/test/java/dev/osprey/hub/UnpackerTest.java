package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackerTest {

    private static final int MOST = 100_000;

    private final Unpacker unpacker = new Unpacker();

    @AfterEach
    void end() {
        unpacker.close();
    }

    private byte[] unpack(byte[] packed) throws DataFormatException {
        // Among other bytes, as in what was read from a socket.
        byte[] read = new byte[packed.length + 20];
        Arrays.fill(read, (byte) 0x55);
        System.arraycopy(packed, 0, read, 7, packed.length);
        int length = unpacker.unpack(read, 7, 7 + packed.length, MOST);
        return length < 0 ? null : Arrays.copyOf(unpacker.bytes(), length);
    }

    /** The examples of RFC 7692, section 7.2.3: one block, no compression, a last block, two blocks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "f248cdc9c90700",
                "000500faff48656c6c6f00",
                "f348cdc9c9070000",
                "f348cdc9c90700",
                "f248050000 00ffff cac9c90700"
            })
    void examplesOfTheStandardAreRead(String hex) throws DataFormatException {
        byte[] packed = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertArrayEquals(Bytes.utf8("Hello"), unpack(packed));
    }

    @Test
    void emptyMessageIsRead() throws DataFormatException {
        assertEquals(0, unpack(new byte[] {0}).length);
        assertEquals(0, unpack(new byte[0]).length);
        assertEquals(0, unpack(HexFormat.of().parseHex("020000 00ffff00".replace(" ", ""))).length);
    }

    @Test
    void whatWasDeflatedComesBackAndNothingOfOneMessageIsKeptForTheNext() throws DataFormatException {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] plain = new byte[random.nextInt(i < 5 ? MOST + 1 : 3_000)];
            for (int at = 0; at < plain.length; at++) {
                plain[at] = (byte) (random.nextInt(i % 3 == 0 ? 256 : 4));
            }
            assertArrayEquals(plain, unpack(Zip.deflate(plain)));
        }
    }

    @Test
    void moreThanTheLimitIsNotInflated() throws DataFormatException {
        assertEquals(MOST, unpack(Zip.deflate(new byte[MOST])).length);
        byte[] bomb = Zip.deflate(new byte[64 << 20]);
        assertTrue(bomb.length < MOST, bomb.length + " bytes");
        assertEquals(-1, unpacker.unpack(bomb, 0, bomb.length, MOST));
        assertEquals(MOST + 1, unpacker.bytes().length);
        byte[] slightly = Zip.deflate(new byte[MOST + 1]);
        assertEquals(-1, unpacker.unpack(slightly, 0, slightly.length, MOST));
        assertEquals(5, unpack(Zip.deflate(Bytes.utf8("after"))).length);
    }

    @Test
    void messageThatBreaksOffIsNoMessage() {
        byte[] packed =
                Zip.deflate(Bytes.utf8("{\"type\":\"event\",\"event\":\"a.b\",\"data\":{\"a\":\"abcabcabcabc\"}}"));
        for (int length = 1; length < packed.length - 1; length++) {
            byte[] part = Arrays.copyOf(packed, length);
            assertThrows(
                    DataFormatException.class, () -> unpack(part), "of " + packed.length + " bytes only " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff", // a block of a kind that there is not
                "07",
                "000500fbff48656c6c6f00", // the length and its complement differ
                "00ff0000ff4865", // breaks off within a block that is not compressed
                "02020000", // refers to what is before the beginning
                "f348cdc9c907000001", // something behind the last block
                "f348cdc9c9070001",
                "f248cdc9c907000000ffff" // with the end that is not to be sent
            })
    void whatIsNotCompressedIsRefused(String hex) {
        byte[] packed = HexFormat.of().parseHex(hex);
        assertThrows(DataFormatException.class, () -> unpack(packed));
    }
}
