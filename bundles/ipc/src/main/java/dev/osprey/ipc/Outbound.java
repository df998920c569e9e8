package dev.osprey.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What goes out on a connection. Frames come from any thread, gather, and are given to the socket on the event loop, with one flush for all. This
 * class is threadsafe, but for what says that it belongs to the loop.
 */
final class Outbound {

    private final Channel channel;
    /** Runs on the loop when what had gathered was given to the socket. */
    private final Runnable drained;

    private final Queue<ByteBuf> gathered = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;
    /** Writes that the other side has taken; on the loop. */
    private long taken;

    private final ChannelFutureListener onTaken = future -> taken++;
    /** What {@link #stalled} saw last, and since when; on the loop. */
    private long seen;

    private long since = System.nanoTime();

    Outbound(Channel channel, Runnable drained) {
        this.channel = channel;
        this.drained = drained;
    }

    /** Takes frames; false, and they are released, once closed. */
    boolean send(ByteBuf frames) {
        if (closed) {
            frames.release();
            return false;
        }
        bytes.addAndGet(frames.readableBytes());
        gathered.add(frames);
        if (closed) {
            discard();
            return false;
        }
        return true;
    }

    /** Sees to it that the loop gives to the socket what has gathered. */
    void schedule() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::flush);
        }
    }

    private void flush() {
        if (drain()) {
            channel.flush();
        }
        drained.run();
    }

    /** Gives to the channel what has gathered, without a flush. On the loop. */
    boolean drain() {
        scheduled.set(false);
        boolean any = false;
        for (ByteBuf next = gathered.poll(); next != null; next = gathered.poll()) {
            int size = next.readableBytes();
            write(next);
            bytes.addAndGet(-size);
            any = true;
        }
        wake();
        return any;
    }

    /** Gives frames to the channel, without a flush. On the loop. */
    void write(ByteBuf frames) {
        channel.write(frames).addListener(onTaken);
    }

    /** Bytes that wait. */
    long pending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return bytes.get() + (buffer == null ? 0 : buffer.totalPendingWriteBytes());
    }

    boolean writable() {
        return channel.isWritable() && bytes.get() < IpcSettings.HIGH_WATER;
    }

    boolean awaitRoom(Duration most) throws InterruptedException {
        if (closed || writable()) {
            return !closed;
        }
        long deadline = System.nanoTime() + most.toNanos();
        waiting.incrementAndGet();
        try {
            synchronized (this) {
                while (!closed && !writable()) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
                }
            }
        } finally {
            waiting.decrementAndGet();
        }
        return !closed;
    }

    /** Whoever waits for room looks again. */
    void wake() {
        if (waiting.get() > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Whether something has waited all that time and nothing of it was taken. On the loop. */
    boolean stalled(long now, Duration most) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        if (buffer == null || buffer.totalPendingWriteBytes() == 0) {
            since = now;
            return false;
        }
        long mark = (taken << 32) + buffer.currentProgress();
        if (mark != seen) {
            seen = mark;
            since = now;
        }
        return now - since > most.toNanos();
    }

    /** Closes the connection behind what was sent. On the loop. */
    void finish() {
        drain();
        closed = true;
        discard();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Nothing goes out any more. */
    void close() {
        closed = true;
        discard();
    }

    private void discard() {
        for (ByteBuf next = gathered.poll(); next != null; next = gathered.poll()) {
            bytes.addAndGet(-next.readableBytes());
            next.release();
        }
        synchronized (this) {
            notifyAll();
        }
    }
}
