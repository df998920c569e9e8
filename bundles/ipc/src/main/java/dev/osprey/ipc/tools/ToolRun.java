package dev.osprey.ipc.tools;

import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.stream.PeerState;
import dev.osprey.ipc.stream.Peers;
import dev.osprey.ipc.stream.Push;
import dev.osprey.ipc.stream.StreamSubscription;
import dev.osprey.ipc.wire.Frames;
import dev.osprey.ipc.wire.WireWriter;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of a tool for one peer, from the request to the answer. Thread-safe. */
final class ToolRun implements ToolObserver {

    private static final Logger log = LoggerFactory.getLogger(ToolRun.class);

    private final Peer peer;
    private final PeerState state;
    private final Answer answer;
    private final ByteBuffer id;
    private final ToolRequest request;
    private final UnaryOperator<Object> shape;
    private final Runnable whenDone;
    private final Runnable cancel = this::cancel;
    private final AtomicLong parts = new AtomicLong();
    private final AtomicBoolean done = new AtomicBoolean();
    private final long until;

    /** Guarded by this, as the flag. */
    private ToolInvocation invocation;

    private boolean cancelled;

    /**
     * On the event loop.
     *
     * @param until when it has waited long enough to be begun, in nanoseconds of the machine
     * @param whenDone runs once it has been answered
     */
    ToolRun(Request from, ToolRequest request, UnaryOperator<Object> shape, long until, Runnable whenDone) {
        this.peer = from.peer();
        this.state = Peers.of(peer);
        this.answer = from.later();
        this.id = ByteBuffer.wrap(
                from.idFrom() < 0
                        ? new byte[] {(byte) 0xd4, 0, 0}
                        : Arrays.copyOfRange(from.bytes(), from.idFrom(), from.idTo()));
        this.request = request;
        this.shape = shape;
        this.until = until;
        this.whenDone = whenDone;
        state.began(id, cancel);
    }

    String tool() {
        return request.tool();
    }

    boolean over() {
        return done.get();
    }

    /** Whether it need not be begun any more. */
    boolean late(long now) {
        return now - until > 0;
    }

    /**
     * Begins it.
     *
     * @return false if there is no room for it now
     */
    boolean begin(Tools tools) {
        if (over()) {
            return true;
        }
        ToolInvocation begun;
        try {
            begun = tools.call(request, this);
        } catch (ToolException refused) {
            if (ToolException.BUSY.equals(refused.code())) {
                return false;
            }
            fail(refused);
            return true;
        }
        boolean late;
        synchronized (this) {
            invocation = begun;
            late = cancelled;
        }
        if (late) {
            begun.cancel();
        }
        begun.result().whenComplete(this::ended);
        return true;
    }

    private void ended(Object value, Throwable failure) {
        if (failure instanceof ToolException refused) {
            fail(refused);
        } else if (failure != null) {
            log.error("The call of {} ended in an unexpected way", tool(), failure);
            fail(new ToolException(ToolException.INTERNAL, tool() + " failed", "The log has the detail."));
        } else {
            finish(() -> answer.value(shape.apply(value)));
        }
    }

    void fail(ToolException refused) {
        finish(() -> answer.error(refused.code(), refused.getMessage(), refused.remedy()));
    }

    private void finish(Runnable answering) {
        if (done.compareAndSet(false, true)) {
            state.ended(id, cancel);
            answering.run();
            whenDone.run();
        }
    }

    private void cancel() {
        ToolInvocation begun;
        synchronized (this) {
            cancelled = true;
            begun = invocation;
        }
        if (begun == null) {
            fail(new ToolException(ToolException.CANCELLED, "The call of " + tool() + " was cancelled", null));
        } else {
            begun.cancel();
        }
    }

    @Override
    public void onChunk(Object part) {
        WireWriter out = new WireWriter(128);
        int begun = out.begin(Frames.CHUNK);
        out.map(3).text("request").raw(id.array()).text("part").value(part);
        out.text("sequence").number(parts.incrementAndGet());
        out.end(begun);
        send(out);
    }

    @Override
    public void onProgress(double share, String message) {
        WireWriter out = new WireWriter(128);
        int begun = out.begin(Frames.EVENT);
        out.map(2).text("topic").text("call.progress").text("data").map(3);
        out.text("request")
                .raw(id.array())
                .text("done")
                .number(share)
                .text("message")
                .value(message);
        out.end(begun);
        send(out);
    }

    private void send(WireWriter out) {
        try {
            if (StreamSubscription.room(peer)) {
                peer.send(Push.buffer(out));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
