package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Events as CloudEvents. They are the same for everyone, so those of the last batch are kept. */
final class CloudEventDialect implements Dialect {

    private volatile Encoded last = new Encoded(null, new byte[0]);

    private record Encoded(EventBatch batch, byte[] frames) {}

    @Override
    public ByteBuf frames(EventBatch batch) {
        return Unpooled.wrappedBuffer(encoded(batch));
    }

    private byte[] encoded(EventBatch batch) {
        Encoded known = last;
        if (known.batch != batch) {
            known = new Encoded(batch, encode(batch));
            last = known;
        }
        return known.frames;
    }

    private static byte[] encode(EventBatch batch) {
        Bytes out = new Bytes(512);
        CloudEventText text = new CloudEventText();
        batch.texts((subject, sequence, bytes, from, to) -> {
            int start = WsFrames.begin(out);
            text.write(bytes, from, to, out);
            WsFrames.end(out, start);
        });
        return out.copy();
    }

    /** The same with the name of a subscription in each. */
    Dialect named(String subscription) {
        Bytes tail = new Bytes(64);
        tail.put(Bytes.utf8(",\"subscription\":"));
        tail.put(JsonText.quote(subscription));
        tail.put('}');
        byte[] end = tail.copy();
        return batch -> {
            byte[] frames = encoded(batch);
            Bytes out = new Bytes(frames.length + 256);
            for (int at = 0; at < frames.length; ) {
                long payload = WsFrames.payload(frames, at);
                at = (int) (payload >> 32);
                WsFrames.header(out, WsFrames.TEXT, at - 1 - (int) payload + end.length);
                out.put(frames, (int) payload, at - 1);
                out.put(end);
            }
            return Unpooled.wrappedBuffer(out.array, 0, out.length);
        };
    }
}
