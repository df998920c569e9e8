package dev.osprey.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The way of events to a client that takes them compressed. They wait as they are and are compressed when the socket takes them, on
 * the event loop and outside of any lock: no publisher and no subscriber of another loop waits for it.
 */
final class PackingOutlet extends Outlet {

    /** Bytes to hand over before the loop's other connections have their turn: compressed, that takes some milliseconds. */
    private static final int TURN = 256 << 10;

    private final Packer packer;
    /** What a subscription hands over; empty but while it drains. */
    private final Deque<Handed> handed = new ArrayDeque<>(2);

    private int left = TURN;

    /** The network takes more than can be compressed: what waits in long queues goes out as it is. */
    private boolean hurried;

    private record Handed(Feed feed, ByteBuf frames, int events, long told) {}

    PackingOutlet(Channel channel, LoopMemory memory) {
        super(channel, memory);
        this.packer = memory.packer();
    }

    /** Never: whoever publishes holds the router's lock. */
    @Override
    boolean direct() {
        return false;
    }

    /** The subscription holds its lock: only taken note of. */
    @Override
    void write(Feed feed, ByteBuf frames, int events, long told) {
        handed.add(new Handed(feed, frames, events, told));
    }

    @Override
    boolean drain(Feed feed) {
        if (left <= 0) {
            return false;
        }
        boolean plain = hurried && isLong(feed);
        boolean more = feed.drainOne();
        for (Handed next = handed.poll(); next != null; next = handed.poll()) {
            left -= next.frames().readableBytes();
            super.write(next.feed(), plain ? next.frames() : packer.pack(next.frames()), next.events(), next.told());
        }
        return more;
    }

    /** Whether its queue is on the way to its bounds, through no fault of the client's. */
    private static boolean isLong(Feed feed) {
        return feed.queuedBytes() > feed.terms().maxBytes() / 4
                || feed.queued() > feed.terms().maxEvents() / 4;
    }

    @Override
    void turn() {
        hurried = left <= 0 && pending() < SOCKET / 4;
        left = TURN;
        super.turn();
        if (left <= 0) {
            wake();
        }
    }
}
