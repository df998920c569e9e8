package dev.osprey.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;

/**
 * Compresses frames for the connections of one event loop, RFC 7692 without context from one message to the next. What several get is
 * compressed once: frames in the same array are known again. On the event loop only.
 */
final class Packer implements AutoCloseable {

    /**
     * Shorter messages stay as they are. A stream that starts anew costs some ten microseconds whatever its length; at 250 bytes it
     * saves 70, the envelope's repetitions being all inside one message, and shorter ones less.
     */
    static final int LEAST = 256;

    /** Twice as fast as the usual level on long messages, for a tenth more bytes; alike on short ones. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    /** What ends a flushed block, and is not sent. */
    private static final int TAIL = 4;

    /** Bytes that are remembered. */
    private static final int REMEMBERED = 1 << 20;

    private final Deflater deflater = new Deflater(LEVEL, true);
    private final Bytes out = new Bytes(16 << 10);
    /** Arrays are equal if they are the same. */
    private final Map<byte[], byte[]> recent = new LinkedHashMap<>();

    private int remembered;

    /** Releases the frames, and gives them as they go out. */
    ByteBuf pack(ByteBuf frames) {
        try {
            byte[] plain = ByteBufUtil.getBytes(frames, frames.readerIndex(), frames.readableBytes(), false);
            if (!frames.hasArray() || frames.array() != plain) {
                return Unpooled.wrappedBuffer(packed(plain)); // part of an array: not shared any more
            }
            byte[] packed = recent.get(plain);
            if (packed == null) {
                packed = packed(plain);
                remember(plain, packed);
            }
            return Unpooled.wrappedBuffer(packed);
        } finally {
            frames.release();
        }
    }

    private byte[] packed(byte[] frames) {
        boolean any = false;
        try {
            for (int at = 0; at < frames.length; ) {
                long payload = WsFrames.payload(frames, at);
                int end = (int) (payload >> 32);
                if (end - (int) payload >= LEAST && deflate(frames, (int) payload, end)) {
                    any = true;
                } else {
                    out.put(frames, at, end);
                }
                at = end;
            }
            return any ? out.copy() : frames;
        } finally {
            out.clear();
        }
    }

    /** @return false if that would not make it shorter; nothing is appended then */
    private boolean deflate(byte[] b, int from, int to) {
        int before = out.length;
        int start = WsFrames.begin(out);
        out.reserve(to - from);
        deflater.reset();
        deflater.setInput(b, from, to - from);
        int length = deflater.deflate(out.array, out.length, to - from, Deflater.SYNC_FLUSH);
        if (length == to - from) {
            out.length = before;
            return false;
        }
        out.length += length - TAIL;
        WsFrames.end(out, start);
        out.array[before] |= WsFrames.COMPRESSED;
        return true;
    }

    private void remember(byte[] plain, byte[] packed) {
        recent.put(plain, packed);
        remembered += plain.length + packed.length;
        for (Iterator<Map.Entry<byte[], byte[]>> eldest = recent.entrySet().iterator(); remembered > REMEMBERED; ) {
            Map.Entry<byte[], byte[]> gone = eldest.next();
            remembered -= gone.getKey().length + gone.getValue().length;
            eldest.remove();
        }
    }

    @Override
    public void close() {
        deflater.end();
        recent.clear();
    }
}
