package dev.osprey.hub;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * Events as the frames that go to every connection. Connections share one buffer, which the publishing thread makes and releases;
 * the bytes behind {@link #events()} live on only if the batch owns them.
 */
final class FrameBatch implements EventBatch {

    private static final int DECODED = 300;

    private final byte[] bytes;
    private final int length;
    private final int size;
    private final long accepted;
    private final ByteBufAllocator allocator;
    private ByteBuf shared;
    private int connections;
    private List<Event> events;

    FrameBatch(byte[] bytes, int length, int size, long accepted, ByteBufAllocator allocator) {
        this.bytes = bytes;
        this.length = length;
        this.size = size;
        this.accepted = accepted;
        this.allocator = allocator;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int weight() {
        return length + size * DECODED;
    }

    @Override
    public synchronized List<Event> events() {
        if (events == null) {
            List<Event> decoded = new ArrayList<>(size);
            Frame frame = new Frame();
            for (int at = 0; at < length; ) {
                long payload = WsFrames.payload(bytes, at);
                int to = (int) (payload >> 32);
                frame.parse(bytes, (int) payload, to);
                decoded.add(EventDecoder.decode(frame, accepted));
                at = to;
            }
            events = List.copyOf(decoded);
        }
        return events;
    }

    /** The frames for one more connection, on the publishing thread. */
    ByteBuf forConnection() {
        if (shared == null) {
            shared = allocator.directBuffer(length, length).writeBytes(bytes, 0, length);
        }
        return shared.retainedDuplicate();
    }

    int length() {
        return length;
    }

    /** A connection has seen it, whether it took it or not. On the publishing thread. */
    void seenByConnection() {
        connections++;
    }

    /** How many connections have seen it. */
    int connections() {
        return connections;
    }

    /** Ends the publishing thread's hold. */
    void release() {
        if (shared != null) {
            shared.release();
        }
    }
}
