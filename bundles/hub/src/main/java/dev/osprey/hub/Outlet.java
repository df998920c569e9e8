package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way of events to one connection: from any thread, never blocking, bounded in bytes. What is written within one turn of the
 * event loop is flushed once at its end.
 */
final class Outlet {

    private final Channel channel;
    private final int limit;
    private final HubStats stats;
    private final ForeignFrames foreign;

    /** Of publishers on other threads; every buffer in it is counted in {@link #waitingBytes}. */
    private final Queue<ByteBuf> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong droppedEver = new AtomicLong();
    private final AtomicLong sentElsewhere = new AtomicLong();
    private final Runnable turn = this::turn;

    /** Events from publishers on this event loop. Written by it only. */
    private long sentHere;

    Outlet(Channel channel, Hub hub) {
        this.channel = channel;
        this.limit = hub.settings().maxPending();
        this.stats = hub.stats();
        this.foreign = hub.foreign();
    }

    /** @return true if this began a burst of losses */
    boolean send(EventBatch batch) {
        boolean ours = batch instanceof FrameBatch;
        if (ours) {
            ((FrameBatch) batch).seenByConnection();
        }
        if (!channel.isWritable() || waitingBytes.get() > limit || Pressure.high() && pending() > Pressure.SMALL) {
            stats.dropped.add(batch.size());
            droppedEver.addAndGet(batch.size());
            return dropped.getAndAdd(batch.size()) == 0;
        }
        ByteBuf frames = ours ? ((FrameBatch) batch).forConnection() : Unpooled.wrappedBuffer(foreign.of(batch));
        stats.delivered.add(batch.size());
        if (channel.eventLoop().inEventLoop()) {
            sentHere += batch.size();
            channel.write(frames, channel.voidPromise());
        } else {
            sentElsewhere.addAndGet(batch.size());
            waitingBytes.addAndGet(frames.readableBytes());
            waiting.add(frames);
        }
        wake();
        return false;
    }

    private void wake() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            try {
                channel.eventLoop().execute(turn);
            } catch (RejectedExecutionException e) {
                discard();
            }
        }
    }

    private void turn() {
        scheduled.set(false);
        if (!channel.isActive()) {
            discard();
            return;
        }
        for (ByteBuf next = waiting.poll(); next != null; next = waiting.poll()) {
            waitingBytes.addAndGet(-next.readableBytes());
            channel.write(next, channel.voidPromise());
        }
        channel.flush();
    }

    private void discard() {
        for (ByteBuf next = waiting.poll(); next != null; next = waiting.poll()) {
            waitingBytes.addAndGet(-next.readableBytes());
            next.release();
        }
    }

    /** Whether there is room for what can as well be read later. */
    boolean roomy() {
        return channel.isWritable() && !(Pressure.high() && pending() > Pressure.SMALL);
    }

    /** Whether the client reads again what is sent. */
    boolean open() {
        return channel.isWritable() && waitingBytes.get() <= limit / 2;
    }

    /** Bytes that wait for this client. */
    long pending() {
        var buffer = channel.unsafe().outboundBuffer();
        return waitingBytes.get() + (buffer == null ? 0 : buffer.totalPendingWriteBytes());
    }

    /** Events on their way or there, about; for any thread. */
    long sent() {
        return sentHere + sentElsewhere.get();
    }

    long dropped() {
        return droppedEver.get();
    }

    /** The losses since the last call. */
    long takeDropped() {
        return dropped.get() == 0 ? 0 : dropped.getAndSet(0);
    }
}
