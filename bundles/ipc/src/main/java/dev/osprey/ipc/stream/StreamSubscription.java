package dev.osprey.ipc.stream;

import dev.osprey.ipc.method.Peer;
import dev.osprey.process.ByteListener;
import dev.osprey.process.Output;
import dev.osprey.process.OutputListener.Stream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one peer gets of what one process writes. Nothing is left out: a peer that does not take it holds the process up, until the door cuts
 * the peer off; one that gives credit holds it up for as long as it likes, or has the rest left out, if it asked for that, and is told how much.
 */
public final class StreamSubscription implements ByteListener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * What was asked for.
     *
     * @param streams which of the two
     * @param lines whether it comes line by line
     * @param longest a longer line comes in pieces
     * @param credit bytes that may be sent before more are asked for; 0 for as many as there are
     * @param lossy whether what there is no credit for is left out
     */
    public record Wish(Set<Stream> streams, boolean lines, int longest, long credit, boolean lossy) {}

    private final String id;
    private final String process;
    private final Peer peer;
    private final Wish wish;
    private final Credit credit;
    private final Map<Stream, byte[]> heads = new EnumMap<>(Stream.class);
    private final Map<Stream, LineMode> lines = new EnumMap<>(Stream.class);
    private volatile Output.Handle handle;
    private volatile boolean closed;

    /** Guarded by this, as all below: both streams are numbered together. */
    private long sequence;

    private long left;

    /** @param process its name on the wire */
    public StreamSubscription(String id, String process, Peer peer, Wish wish) {
        this.id = id;
        this.process = process;
        this.peer = peer;
        this.wish = wish;
        this.credit = wish.credit() == 0 ? null : new Credit(wish.credit());
        for (Stream stream : wish.streams()) {
            heads.put(stream, Push.head("subscriptionId", id, name(stream), 1));
            if (wish.lines()) {
                lines.put(stream, new LineMode(wish.longest()));
            }
        }
    }

    /** The name of a stream on the wire. */
    public static String name(Stream stream) {
        return stream == Stream.STDOUT ? "stdout" : "stderr";
    }

    public String id() {
        return id;
    }

    public String process() {
        return process;
    }

    /** Follows a process; ends with this. */
    public void follow(Output output) {
        handle = output.subscribe(wish.streams(), this);
        if (closed) {
            handle.close();
        }
    }

    /**
     * Lets it send so many bytes more.
     *
     * @return how many that makes
     * @throws IllegalArgumentException if it knows no credit, or that is too much
     */
    public long credit(long more) {
        if (credit == null) {
            throw new IllegalArgumentException(
                    "The subscription " + id + " has no credit; give credit when you subscribe");
        }
        return credit.add(more);
    }

    @Override
    public void onBytes(Stream stream, ByteBuffer bytes) {
        if (closed || !heads.containsKey(stream)) {
            return;
        }
        LineMode cutter = lines.get(stream);
        if (cutter == null) {
            send(stream, bytes);
        } else {
            cutter.cut(bytes, line -> send(stream, line));
        }
    }

    @Override
    public void onEnd(Stream stream) {
        LineMode cutter = lines.get(stream);
        if (cutter != null && !closed) {
            cutter.end(line -> send(stream, line));
        }
        tellOfTheLost();
    }

    private void send(Stream stream, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining() && !closed) {
                int most = Math.min(bytes.remaining(), Push.LONGEST);
                int size = credit == null ? most : credit.take(most, !wish.lossy());
                if (size < 0) {
                    return;
                }
                if (size == 0) {
                    leftOut(bytes.remaining());
                    return;
                }
                if (!room(peer)) {
                    close();
                    return;
                }
                ByteBuffer part = bytes.duplicate().limit(bytes.position() + size);
                bytes.position(bytes.position() + size);
                tellOfTheLost();
                synchronized (this) {
                    peer.send(Push.chunk(heads.get(stream), part, ++sequence));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Waits until a peer takes more; the door cuts off who takes nothing. @return false if it has gone */
    public static boolean room(Peer peer) throws InterruptedException {
        while (!peer.writable()) {
            if (!peer.awaitRoom(PATIENCE) && !peer.open()) {
                return false;
            }
        }
        return peer.open();
    }

    private synchronized void leftOut(int bytes) {
        left += bytes;
    }

    private synchronized void tellOfTheLost() {
        if (left > 0 && !closed) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("subscriptionId", id);
            data.put("processId", process);
            data.put("bytes", left);
            left = 0;
            peer.send(Push.event("stream.overflow", data));
        }
    }

    /** Nothing more is sent; may be called twice. */
    @Override
    public void close() {
        closed = true;
        if (credit != null) {
            credit.close();
        }
        Output.Handle following = handle;
        if (following != null) {
            following.close();
        }
    }
}
