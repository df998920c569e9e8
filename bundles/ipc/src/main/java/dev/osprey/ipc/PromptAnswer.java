package dev.osprey.ipc;

import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.method.Standing;
import dev.osprey.ipc.wire.WireWriter;

/** The answer while the method runs: written behind those before it, on the event loop. Used again for each request. */
final class PromptAnswer implements Answer {

    private final WireWriter out;
    private Request request;
    private boolean given;

    PromptAnswer(WireWriter out) {
        this.out = out;
    }

    PromptAnswer to(Request next) {
        request = next;
        given = false;
        return this;
    }

    boolean given() {
        return given;
    }

    /** The answer comes later. */
    void giveUp() {
        given = true;
    }

    @Override
    public void value(Object value) {
        if (!given) {
            int before = out.length();
            try {
                int begun = Responses.begin(out, request.bytes(), request.idFrom(), request.idTo());
                out.value(value);
                Responses.end(out, begun);
            } catch (IllegalArgumentException e) {
                out.truncate(before);
                throw e;
            }
            given = true;
        }
    }

    @Override
    public void encoded(byte[] value) {
        if (!given) {
            given = true;
            Responses.success(out, request.bytes(), request.idFrom(), request.idTo(), value);
        }
    }

    @Override
    public void error(String text) {
        if (!given) {
            given = true;
            Responses.error(out, request.bytes(), request.idFrom(), request.idTo(), text);
        }
    }

    @Override
    public void error(String code, String text, String remedy) {
        if (request.peer().standing() != Standing.IDENTIFIED) {
            error(text);
        } else if (!given) {
            given = true;
            Responses.error(out, request.bytes(), request.idFrom(), request.idTo(), code, text, remedy);
        }
    }

    @Override
    public boolean wanted() {
        return request.peer().open();
    }
}
