package dev.osprey.bench.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** A connection of the {@link NullHub}: frames of one length come in, copies of them go out. */
final class NullLink {

    private static final int SOME = 256 << 10;
    private static final String EVENT_ID = "\"event_id\":\"";

    final ByteBuffer in = ByteBuffer.allocate(SOME);
    boolean open;
    /** What a subscriber gets for an event of this publisher; null until its first one. */
    byte[] event;

    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(SOME + (SOME >> 2));
    private final ByteBuffer acks = ByteBuffer.allocateDirect(SOME);
    private byte[] ack;
    private int numberIn;
    private int numberOut;

    NullLink(SocketChannel channel) {
        this.channel = channel;
    }

    /** @return false if it has ended */
    boolean fill() {
        try {
            if (channel.read(in) >= 0) {
                return true;
            }
            channel.close();
        } catch (IOException gone) {
            return false;
        }
        return false;
    }

    /** Of the frame at the beginning; 0 if its header is not there yet. */
    int frameLength() {
        byte[] b = in.array();
        int length = b[1] & 0x7f;
        if (in.position() < 8) {
            return 0;
        }
        return length < 126 ? length + 6 : ((b[2] & 0xff) << 8 | b[3] & 0xff) + 8;
    }

    String text(int length) {
        int start = header(length);
        byte[] text = new byte[length - start];
        for (int i = 0; i < text.length; i++) {
            text[i] = unmasked(0, start, i);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static int header(int length) {
        return length < 132 ? 6 : 8;
    }

    private byte unmasked(int frame, int start, int i) {
        byte[] b = in.array();
        return (byte) (b[frame + start + i] ^ b[frame + start - 4 + (i & 3)]);
    }

    void drop(int bytes) {
        in.flip().position(bytes);
        in.compact();
    }

    /** Copies of all whole frames, which are all as long as the first. */
    ByteBuffer copies(int length) {
        if (event == null) {
            learn(length);
        }
        int start = header(length);
        int frames = in.position() / length;
        out.clear();
        acks.clear();
        int named = ack == null ? -1 : ack.length - 2 - Shot.DIGITS;
        for (int f = 0; f < frames; f++) {
            for (int i = 0; i < Shot.DIGITS; i++) {
                byte digit = unmasked(f * length, start, numberIn + i);
                event[numberOut + i] = digit;
                if (named >= 0) {
                    ack[named + i] = digit;
                }
            }
            out.put(event);
            acks.put(ack == null ? ANONYMOUS : ack);
        }
        drop(frames * length);
        return out.flip();
    }

    private static final byte[] ANONYMOUS = NullHub.plain("{\"type\":\"ack\",\"event_id\":\"0\"}");

    private void learn(int length) {
        String text = text(length);
        event = NullHub.plain(text);
        numberIn = text.indexOf(Shot.MARK) + Shot.MARK.length() + 3;
        numberOut = event.length - text.length() + numberIn;
        int id = text.indexOf(EVENT_ID);
        if (id >= 0) {
            String value = text.substring(id + EVENT_ID.length(), text.indexOf('"', id + EVENT_ID.length()));
            ack = NullHub.plain("{\"type\":\"ack\",\"event_id\":\"" + value + "\"}");
        }
    }

    /** For the events that were copied last. */
    ByteBuffer acks() {
        return acks.flip();
    }

    /** Waits until all is written: the window of the generator is smaller than the sockets' buffers. */
    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && channel.isOpen()) {
            if (channel.write(bytes) == 0) {
                LockSupport.parkNanos(10_000);
            }
        }
    }
}
