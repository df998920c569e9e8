package dev.osprey.hub;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events as the frames that go to every connection, made by {@link Splicer}. Connections share one buffer, which the publishing
 * thread makes and releases; the bytes behind {@link #events()} live on only if the batch owns them.
 */
final class FrameBatch implements EventBatch {

    private static final int DECODED = 300;

    private final String subject;
    private byte[] bytes;
    private int from;
    private final int length;
    private final int size;
    private final long accepted;
    private final ByteBufAllocator allocator;
    private long first;
    private ByteBuf shared;
    private List<Event> events;

    /** @param allocator where the shared buffer comes from; null if nobody will call {@link #release} */
    FrameBatch(
            String subject, byte[] bytes, int from, int length, int size, long accepted, ByteBufAllocator allocator) {
        this.subject = subject;
        this.bytes = bytes;
        this.from = from;
        this.length = length;
        this.size = size;
        this.accepted = accepted;
        this.allocator = allocator;
    }

    int length() {
        return length;
    }

    String subject() {
        return subject;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int weight() {
        return length + size * DECODED;
    }

    /** The publisher has not been told yet that it was accepted. */
    @Override
    public boolean strict() {
        return true;
    }

    @Override
    public void number(long number) {
        first = number;
        Splicer.number(bytes, from, from + length, number);
    }

    @Override
    public void own() {
        bytes = Arrays.copyOfRange(bytes, from, from + length);
        from = 0;
    }

    @Override
    public void texts(TextVisitor visitor) {
        long sequence = first;
        for (int at = from; at < from + length; sequence++) {
            long payload = WsFrames.payload(bytes, at);
            at = (int) (payload >> 32);
            visitor.text(subject, sequence, bytes, (int) payload, at);
        }
    }

    @Override
    public EventBatch only(int index) {
        int at = from;
        for (int i = 0; i < index; i++) {
            at = (int) (WsFrames.payload(bytes, at) >> 32);
        }
        int end = (int) (WsFrames.payload(bytes, at) >> 32);
        FrameBatch one = new FrameBatch(subject, Arrays.copyOfRange(bytes, at, end), 0, end - at, 1, accepted, null);
        one.first = first + index;
        return one;
    }

    @Override
    public synchronized List<Event> events() {
        if (events == null) {
            List<Event> decoded = new ArrayList<>(size);
            Frame frame = new Frame();
            texts((name, sequence, text, start, end) -> {
                frame.parse(text, start, end);
                decoded.add(EventDecoder.decode(frame, accepted));
            });
            events = List.copyOf(decoded);
        }
        return events;
    }

    /** The frames for one more connection, on the publishing thread. */
    ByteBuf forConnection() {
        if (allocator == null) {
            return Unpooled.wrappedBuffer(bytes, from, length);
        }
        if (shared == null) {
            shared = allocator.directBuffer(length, length).writeBytes(bytes, from, length);
        }
        return shared.retainedDuplicate();
    }

    /** Ends the publishing thread's hold. */
    void release() {
        if (shared != null) {
            shared.release();
        }
    }
}
