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
    private final Runnable turn = this::turn;

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
            channel.write(frames, channel.voidPromise());
        } else {
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

    /** Whether the client reads again what is sent. */
    boolean open() {
        return channel.isWritable() && waitingBytes.get() <= limit / 2;
    }

    /** Bytes that wait for this client. */
    long pending() {
        var buffer = channel.unsafe().outboundBuffer();
        return waitingBytes.get() + (buffer == null ? 0 : buffer.totalPendingWriteBytes());
    }

    long dropped() {
        return droppedEver.get();
    }

    /** The losses since the last call. */
    long takeDropped() {
        return dropped.get() == 0 ? 0 : dropped.getAndSet(0);
    }
}
