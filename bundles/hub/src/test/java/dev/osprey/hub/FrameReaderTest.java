package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private static final int MAX = 5_000;
    private static final int STREAMS = 300;

    private final Bytes work = new Bytes(64);

    @Test
    void anySplitIntoReadsGivesTheSameMessages() {
        Random random = new Random(17);
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = stream(random);
            List<String> whole = heard(stream, random, stream.length);
            for (int most : new int[] {1, 2, 9, 100, 3_000, 20_000}) {
                assertEquals(whole, heard(stream, random, most), "stream " + i + ", reads of up to " + most);
            }
        }
    }

    @Test
    void textBeyondAsciiArrivesWholeWhereverAReadEnds() {
        for (int pad = 0; pad < 17; pad++) {
            String text = "{\"p\":\"" + "x".repeat(pad) + "\u00e9\u20ac\ud83d\ude00\"}";
            byte[] frame = masked(0x81, Bytes.utf8(text), new byte[] {(byte) 0xc3, 0x22, (byte) 0x80, 0x7b});
            for (int cut = 1; cut < frame.length; cut++) {
                Heard heard = new Heard();
                FrameReader reader = new FrameReader(MAX, heard);
                reader.read(Unpooled.wrappedBuffer(frame, 0, cut), work);
                assertTrue(reader.held() > 0);
                reader.read(Unpooled.wrappedBuffer(frame, cut, frame.length - cut), work);
                assertEquals(List.of("text " + text), heard.all);
                assertEquals(0, reader.held(), "nothing is kept between frames");
            }
        }
    }

    @Test
    void lengthInAHeaderReservesNothing() {
        FrameReader reader = new FrameReader(1 << 20, new Heard());
        reader.read(Unpooled.wrappedBuffer(RawClient.frame(0x81, new byte[1 << 20]), 0, 20), work);
        assertTrue(reader.held() <= 1024, reader.held() + " bytes are kept for 20");
    }

    @Test
    void steadyStreamAllocatesNothing() {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < 64; i++) {
            frames.writeBytes(RawClient.frame(0x81, new byte[4_003]));
        }
        ByteBuf stream = Unpooled.directBuffer().writeBytes(frames.toByteArray());
        FrameReader reader = new FrameReader(MAX, new Heard() {
            @Override
            public void onMessage(boolean text, byte[] b, int from, int to) {
                assertEquals(4_003, to - from);
            }
        });
        Bytes loop = new Bytes(16 << 10);
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        int reads = 0;
        for (int round = 0; round < 100; round++) {
            if (round == 50) {
                before = thread.getCurrentThreadAllocatedBytes();
                reads = 0;
            }
            for (int at = 0; at < stream.capacity(); at += 16 << 10, reads++) {
                int end = Math.min(frames.size(), at + (16 << 10));
                if (at < end) {
                    reader.read(stream.setIndex(at, end), loop);
                }
            }
        }
        long each = (thread.getCurrentThreadAllocatedBytes() - before) / reads;
        stream.release();
        // Once in 16 reads a frame ends with the read, and what was held is given up.
        assertTrue(each < 1_000, each + " bytes a read");
    }

    /** Messages whole and in fragments, control frames, frames that are too long, and at times one that breaks off the stream. */
    private static byte[] stream(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = random.nextInt(12); i >= 0; i--) {
            switch (random.nextInt(8)) {
                case 0 -> out.writeBytes(masked(0x89 + random.nextInt(2), text(random, 125), mask(random)));
                case 1 -> fragments(random, out);
                case 2 -> out.writeBytes(masked(0x81, text(random, MAX * 3), mask(random)));
                case 3 -> {
                    byte[] any = masked(0x81, text(random, 300), mask(random));
                    any[random.nextInt(Math.min(any.length, 12))] ^= (byte) (1 << random.nextInt(8));
                    out.writeBytes(random.nextInt(4) == 0 ? any : new byte[0]);
                }
                default -> out.writeBytes(masked(0x81, text(random, 300), mask(random)));
            }
        }
        return out.toByteArray();
    }

    private static void fragments(Random random, ByteArrayOutputStream out) {
        out.writeBytes(masked(0x01, text(random, 200), mask(random)));
        for (int i = random.nextInt(4); i > 0; i--) {
            out.writeBytes(masked(0x00, text(random, random.nextInt(8) == 0 ? MAX * 2 : 200), mask(random)));
            out.writeBytes(masked(0x89, text(random, 20), mask(random)));
        }
        out.writeBytes(masked(0x80, text(random, 200), mask(random)));
    }

    private static byte[] text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        String alphabet = "abcdefgh \"\\{}:,\u00e9\u20ac\u0436";
        for (int i = random.nextInt(most / 3); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mask(Random random) {
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        return mask;
    }

    private static byte[] masked(int first, byte[] payload, byte[] mask) {
        byte[] frame = RawClient.frame(first, payload);
        int start = frame.length - payload.length;
        System.arraycopy(mask, 0, frame, start - 4, 4);
        for (int i = 0; i < payload.length; i++) {
            frame[start + i] = (byte) (payload[i] ^ mask[i & 3]);
        }
        return frame;
    }

    private List<String> heard(byte[] stream, Random random, int most) {
        Heard heard = new Heard();
        FrameReader reader = new FrameReader(MAX, heard);
        for (int at = 0; at < stream.length; ) {
            int count = Math.min(stream.length - at, most == stream.length ? most : 1 + random.nextInt(most));
            reader.read(Unpooled.wrappedBuffer(Arrays.copyOfRange(stream, at, at + count)), work);
            at += count;
        }
        return heard.all;
    }

    private static class Heard implements FrameReader.Receiver {

        final List<String> all = new ArrayList<>();

        private void note(String what, byte[] b, int from, int to) {
            all.add(what + " " + new String(b, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public void onMessage(boolean text, byte[] b, int from, int to) {
            note(text ? "text" : "binary", b, from, to);
        }

        @Override
        public void onTooLarge(long length) {
            all.add("too large " + length);
        }

        @Override
        public void onPing(byte[] b, int from, int to) {
            note("ping", b, from, to);
        }

        @Override
        public void onPong() {
            all.add("pong");
        }

        @Override
        public void onClose(byte[] b, int from, int to) {
            note("close", b, from, to);
        }

        @Override
        public void onBroken(int code, String why) {
            all.add("broken " + code + " " + why);
        }
    }
}
