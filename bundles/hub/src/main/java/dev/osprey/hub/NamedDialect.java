package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The hub's frames with the name of the subscription in them. */
final class NamedDialect implements Dialect {

    private final byte[] tail;

    NamedDialect(String subscription) {
        Bytes out = new Bytes(64);
        out.put(Bytes.utf8(",\"subscription\":"));
        out.put(JsonText.quote(subscription));
        out.put('}');
        tail = out.copy();
    }

    @Override
    public ByteBuf frames(EventBatch batch) {
        Bytes out = new Bytes(512);
        batch.texts((subject, sequence, bytes, from, to) -> {
            WsFrames.header(out, WsFrames.TEXT, to - 1 - from + tail.length);
            out.put(bytes, from, to - 1);
            out.put(tail);
        });
        return Unpooled.wrappedBuffer(out.array, 0, out.length);
    }
}
