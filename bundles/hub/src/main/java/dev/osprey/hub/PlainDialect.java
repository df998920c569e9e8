package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The hub's own frames. They are the same for everyone, so those of the last batch are kept. */
final class PlainDialect implements Dialect {

    private volatile Encoded last = new Encoded(null, new byte[0]);

    @Override
    public ByteBuf frames(EventBatch batch) {
        return batch instanceof FrameBatch ours ? ours.forConnection() : shared(batch);
    }

    /** The same, in one array for all connections, by which {@link Packer} knows them again. */
    ByteBuf shared(EventBatch batch) {
        Encoded known = last;
        if (known.batch != batch) {
            known = new Encoded(batch, encode(batch));
            last = known;
        }
        return Unpooled.wrappedBuffer(known.frames);
    }

    private static byte[] encode(EventBatch batch) {
        Bytes out = new Bytes(512);
        batch.texts((subject, sequence, bytes, from, to) -> {
            WsFrames.header(out, WsFrames.TEXT, to - from);
            out.put(bytes, from, to);
        });
        return out.copy();
    }

    private record Encoded(EventBatch batch, byte[] frames) {}
}
