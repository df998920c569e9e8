package dev.osprey.ipc;

import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.method.Standing;
import dev.osprey.ipc.wire.WireWriter;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The answer to a request that takes its time; keeps the request's id. Written on the thread that gives it. This class is threadsafe. */
final class LateAnswer implements Answer {

    private final Line line;
    private final byte[] id;
    private final boolean detailed;
    private final AtomicBoolean given = new AtomicBoolean();

    LateAnswer(Line line, Request request) {
        this.line = line;
        this.id = request.idFrom() < 0
                ? new byte[0]
                : Arrays.copyOfRange(request.bytes(), request.idFrom(), request.idTo());
        this.detailed = line.standing() == Standing.IDENTIFIED;
    }

    @Override
    public void value(Object value) {
        give(out -> {
            int begun = Responses.begin(out, id, idFrom(), id.length);
            out.value(value);
            Responses.end(out, begun);
        });
    }

    @Override
    public void encoded(byte[] value) {
        give(out -> Responses.success(out, id, idFrom(), id.length, value));
    }

    @Override
    public void error(String text) {
        give(out -> Responses.error(out, id, idFrom(), id.length, text));
    }

    @Override
    public void error(String code, String text, String remedy) {
        if (detailed) {
            give(out -> Responses.error(out, id, idFrom(), id.length, code, text, remedy));
        } else {
            error(text);
        }
    }

    @Override
    public boolean wanted() {
        return line.open();
    }

    private int idFrom() {
        return id.length == 0 ? -1 : 0;
    }

    private void give(Consumer<WireWriter> response) {
        if (given.get()) {
            return;
        }
        WireWriter out = new WireWriter(256);
        response.accept(out);
        if (given.compareAndSet(false, true)) {
            line.answered(Unpooled.wrappedBuffer(out.array(), 0, out.length()));
        }
    }
}
