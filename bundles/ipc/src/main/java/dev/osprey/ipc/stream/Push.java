package dev.osprey.ipc.stream;

import dev.osprey.ipc.wire.Frames;
import dev.osprey.ipc.wire.WireWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.Map;

/** Makes the frames that nobody has asked for one by one: events, and parts of streams. */
public final class Push {

    /** More bytes than this do not go into one frame. */
    public static final int LONGEST = 256 << 10;

    private static final int AROUND = 64;

    private Push() {}

    /** Kairo's event: {@code {topic, data}}. */
    public static ByteBuf event(String topic, Map<String, ?> data) {
        WireWriter out = new WireWriter(128);
        int begun = out.begin(Frames.EVENT);
        out.map(2).text("topic").text(topic).text("data").value(data);
        out.end(begun);
        return buffer(out);
    }

    /** A frame with these fields. */
    public static ByteBuf frame(int type, Map<String, ?> fields) {
        WireWriter out = new WireWriter(256);
        int begun = out.begin(type);
        out.value(fields);
        out.end(begun);
        return buffer(out);
    }

    /** What was written, to be sent. */
    public static ByteBuf buffer(WireWriter out) {
        return PooledByteBufAllocator.DEFAULT.directBuffer(out.length()).writeBytes(out.array(), 0, out.length());
    }

    /** What goes before the bytes in each frame of a stream: {@code {key: name, stream: S, data: …}}, and {@code more} fields behind. */
    public static byte[] head(String key, String name, String stream, int more) {
        return new WireWriter(AROUND)
                .map(3 + more)
                .text(key)
                .text(name)
                .text("stream")
                .text(stream)
                .text("data")
                .copy();
    }

    /**
     * A frame of a stream.
     *
     * @param head from {@link #head}
     * @param bytes all of it that remains is taken
     * @param sequence its number, as the last field; none if it is 0
     */
    public static ByteBuf chunk(byte[] head, ByteBuffer bytes, long sequence) {
        int size = bytes.remaining();
        WireWriter out = new WireWriter(head.length + AROUND);
        int begun = out.begin(Frames.CHUNK);
        out.raw(head).binary(size);
        int before = out.length();
        if (sequence > 0) {
            out.text("sequence").number(sequence);
        }
        out.end(begun, size);
        return PooledByteBufAllocator.DEFAULT
                .directBuffer(out.length() + size)
                .writeBytes(out.array(), 0, before)
                .writeBytes(bytes)
                .writeBytes(out.array(), before, out.length() - before);
    }
}
