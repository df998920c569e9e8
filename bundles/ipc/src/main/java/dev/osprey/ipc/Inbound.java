package dev.osprey.ipc;

import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.method.Standing;
import dev.osprey.ipc.wire.Bytes;
import dev.osprey.ipc.wire.FrameTooLongException;
import dev.osprey.ipc.wire.Frames;
import dev.osprey.ipc.wire.MalformedException;
import dev.osprey.tool.ToolException;
import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes in on a connection: cut into frames in the loop's memory; what is left of one waits here for the rest. Once the connection is not
 * {@link Line#ready} the remaining bytes wait here too, and the socket is not read. On the connection's event loop.
 */
final class Inbound implements Frames.Receiver {

    private static final Logger log = LoggerFactory.getLogger(Inbound.class);

    /** As much is gladly copied once more, to have all in one place. */
    private static final int LITTLE = 16 << 10;

    /** As much is not held back for the end of a read. */
    private static final int MUCH = 256 << 10;

    private final Line line;
    private final Desk desk;
    private final LoopMemory memory;
    private final Bytes rest = new Bytes(256);
    private boolean held;
    private boolean busy;
    private int requests;
    /** One for all requests. */
    private final Supplier<Answer> later = this::defer;

    Inbound(Line line, Desk desk, LoopMemory memory) {
        this.line = line;
        this.desk = desk;
        this.memory = memory;
    }

    /** Whether it reads right now, so that answers are gathering in the loop's memory. */
    boolean busy() {
        return busy;
    }

    void read(ByteBuf read) {
        if (held || rest.length() > LITTLE) {
            append(rest, read);
            if (!held) {
                rest();
            }
            return;
        }
        Bytes in = memory.in;
        in.drop(in.length());
        in.put(rest.array(), 0, rest.length());
        rest.drop(rest.length());
        append(in, read);
        int used = take(in.array(), 0, in.length());
        rest.put(in.array(), used, in.length());
    }

    private static void append(Bytes to, ByteBuf read) {
        int size = read.readableBytes();
        read.readBytes(to.reserve(size), to.length(), size);
        to.grew(size);
    }

    private void rest() {
        rest.drop(take(rest.array(), 0, rest.length()));
    }

    /** Goes on if it was held back and may; true if it did. */
    boolean resume() {
        if (!held || busy || !line.ready(true)) {
            return false;
        }
        held = false;
        rest();
        if (!held) {
            line.reading(true);
        }
        return true;
    }

    private int take(byte[] b, int from, int to) {
        busy = true;
        int used = to;
        try {
            used = Frames.read(b, from, to, longest(), this);
        } catch (MalformedException e) {
            line.close(e.getMessage());
        } catch (FrameTooLongException e) {
            Responses.error(memory.out, b, -1, -1, e.getMessage());
            line.close(e.getMessage());
        } finally {
            desk.tally().requests(requests);
            requests = 0;
            busy = false;
        }
        return used;
    }

    private int longest() {
        return line.standing() == Standing.STRANGER
                ? Math.min(IpcSettings.STRANGERS_FRAME, desk.settings().maxFrame())
                : desk.settings().maxFrame();
    }

    @Override
    public boolean frame(int type, byte[] b, int from, int to) {
        if (type != Frames.REQUEST) {
            return true;
        }
        requests++;
        Request request = memory.request;
        PromptAnswer answer = memory.answer.to(request);
        request.read(line, later, b, from, to);
        try {
            answer(request, answer);
        } catch (ToolException e) {
            answer.error(e.code(), e.getMessage(), e.remedy());
        } catch (MalformedException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("The method {} has failed", request.method(), e);
            answer.error(ToolException.INTERNAL, "The method has failed; the log has the detail", null);
        }
        if (memory.out.length() > MUCH) {
            line.flush();
        }
        return proceed();
    }

    private boolean proceed() {
        if (line.ready(false)) {
            return true;
        }
        if (line.open()) {
            held = true;
            line.reading(false);
        }
        return false;
    }

    private Answer defer() {
        memory.answer.giveUp();
        return line.defer();
    }

    private void answer(Request request, PromptAnswer answer) {
        Method method = null;
        if (request.methodFrom() >= 0) {
            method = desk.find(line, request.bytes(), request.methodFrom(), request.methodTo());
        }
        if (method == null) {
            unknown(request, answer);
            return;
        }
        method.call(request, answer);
        if (!answer.given()) {
            throw new IllegalStateException("The method " + request.method() + " has not answered");
        }
    }

    private void unknown(Request request, PromptAnswer answer) {
        if (line.standing() == Standing.STRANGER) {
            answer.error(
                    "This process was started by Osprey, or nobody knows by whom: call identify with its token first");
        } else {
            answer.error(
                    ToolException.NOT_FOUND,
                    "Unknown method: " + request.method(),
                    "kernel.introspect lists the methods");
        }
    }
}
