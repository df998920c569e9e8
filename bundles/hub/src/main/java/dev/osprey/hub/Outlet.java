package dev.osprey.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way of events from a connection's subscriptions to its socket. What one read of a publisher brings is flushed
 * once at its end. What hands over happens on the event loop, the rest on any thread.
 */
class Outlet {

    /** What the socket may have waiting; more waits in the subscriptions, where their policies reach it. */
    static final int SOCKET = 1 << 20;

    private final Channel channel;
    private final LoopMemory memory;
    private final Ledger ledger;
    /** Changed on the event loop, read by any thread. */
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Runnable turn = this::turn;
    private boolean open = true;

    Outlet(Channel channel, LoopMemory memory) {
        this.channel = channel;
        this.memory = memory;
        this.ledger = new Ledger(channel);
    }

    void add(Feed feed) {
        feeds.add(feed);
    }

    void remove(Feed feed) {
        feeds.remove(feed);
    }

    /** Whether what comes now may be written at once: only on the event loop, so that nothing overtakes. */
    boolean direct() {
        return channel.eventLoop().inEventLoop() && roomy();
    }

    /** Whether the client has read enough for its socket to take more. From any thread. */
    boolean isWritable() {
        return channel.isWritable();
    }

    /** Whether the socket takes more. */
    boolean roomy() {
        return open && channel.isWritable() && !tight();
    }

    /** Whether memory runs short and this client is one of those who leave much unread. */
    boolean tight() {
        return Pressure.high() && pending() > Pressure.SMALL;
    }

    void write(Feed feed, ByteBuf frames, int events, long told) {
        ledger.enter(feed, events, told);
        channel.write(frames, ledger);
    }

    /** Sees to it that a turn is taken soon. From any thread. */
    void wake() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            if (channel.eventLoop().inEventLoop() && memory.flushLater(this)) {
                return;
            }
            try {
                channel.eventLoop().execute(turn);
            } catch (RejectedExecutionException stopped) {
                scheduled.set(false);
            }
        }
    }

    /** Hands on what waits, and flushes. */
    void turn() {
        scheduled.set(false);
        if (!open) {
            return;
        }
        boolean more = true;
        while (more) {
            more = false;
            for (int i = 0; i < feeds.size() && roomy(); i++) {
                more |= drain(feeds.get(i));
            }
        }
        channel.flush();
    }

    /** @return whether the subscription had anything to hand over */
    boolean drain(Feed feed) {
        return feed.drainOne();
    }

    /** Bytes that the socket has not taken yet. */
    long pending() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Bytes that wait in the subscriptions. */
    long queuedBytes() {
        return feeds.stream().mapToLong(Feed::queuedBytes).sum();
    }

    /** Whether anything is to be handed to the socket, be it the word of what was lost. */
    boolean waits() {
        return feeds.stream().anyMatch(Feed::waits);
    }

    List<Map<String, Object>> view() {
        return feeds.stream().map(Feed::view).toList();
    }

    /** Nothing more goes out. */
    void close() {
        open = false;
    }
}
