package dev.osprey.hub;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Frames of batches from inside the JVM, made once for all connections: the last few are kept. */
final class ForeignFrames {

    private static final int KEPT = 16;

    private final AtomicReferenceArray<Encoded> last = new AtomicReferenceArray<>(KEPT);

    byte[] of(EventBatch batch) {
        int slot = System.identityHashCode(batch) & KEPT - 1;
        Encoded known = last.get(slot);
        if (known != null && known.batch == batch) {
            return known.frames;
        }
        Bytes out = new Bytes(512);
        batch.events().forEach(event -> encode(event, out));
        byte[] frames = out.copy();
        last.set(slot, new Encoded(batch, frames));
        return frames;
    }

    private static void encode(Event event, Bytes out) {
        int start = WsFrames.begin(out);
        out.put(Bytes.utf8("{\"type\":\"event\""));
        text(out, "event_id", event.id());
        text(out, "event", event.subject());
        text(out, "source", event.source());
        text(out, "timestamp", event.time().toString());
        out.put(Bytes.utf8(",\"data\":"));
        out.put(event.data());
        text(out, "correlation_id", event.correlationId());
        text(out, "causation_id", event.causationId());
        text(out, "traceparent", event.traceparent());
        out.put(Bytes.utf8(",\"sequence\":"));
        out.put(event.sequence());
        out.put('}');
        WsFrames.end(out, start);
    }

    private static void text(Bytes out, String key, String value) {
        if (value != null) {
            out.put(Bytes.utf8(",\"" + key + "\":"));
            out.put(JsonText.quote(value));
        }
    }

    private record Encoded(EventBatch batch, byte[] frames) {}
}
