package dev.osprey.ipc.method;

import dev.osprey.ipc.wire.MalformedException;
import dev.osprey.ipc.wire.Values;
import dev.osprey.ipc.wire.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One request, as it lies in the bytes that were read: nothing is made of it before somebody asks. Made once for an event loop and used again
 * for each request.
 */
public final class Request {

    private static final byte[] ID = Values.utf8("id");
    private static final byte[] METHOD = Values.utf8("method");
    private static final byte[] PARAMS = Values.utf8("params");
    private static final byte[] TIMEOUT = Values.utf8("timeout");
    private static final byte[] CORRELATION = Values.utf8("correlationId");
    private static final byte[] CAUSATION = Values.utf8("causationId");

    private final WireReader in = new WireReader();
    private byte[] b;
    private Peer peer;
    private Supplier<Answer> defer;
    private boolean isMap;
    private final Span id = new Span(false);
    private final Span method = new Span(true);
    private final Span params = new Span(false);
    private final Span timeout = new Span(false);
    private final Span correlation = new Span(true);
    private final Span causation = new Span(true);

    /** Where something is; nowhere if {@code from} is negative. */
    private static final class Span {
        /** Whether it counts as text only. */
        final boolean text;

        int from;
        int to;

        Span(boolean text) {
            this.text = text;
        }

        void set(int begin, int end) {
            from = begin;
            to = end;
        }
    }

    /**
     * Looks where everything is.
     *
     * @param later makes the answer that outlives the call
     * @throws MalformedException if the body is not exactly one value
     */
    public void read(Peer from, Supplier<Answer> later, byte[] bytes, int begin, int end) {
        peer = from;
        defer = later;
        b = bytes;
        id.from = method.from = params.from = timeout.from = correlation.from = causation.from = -1;
        in.over(bytes, begin, end);
        int size = in.map();
        isMap = size >= 0;
        if (!isMap) {
            in.skip();
        }
        for (int i = 0; i < size; i++) {
            field();
        }
        if (!in.atEnd()) {
            throw new MalformedException("The body goes on behind its value");
        }
    }

    private void field() {
        if (!in.text()) {
            in.skip();
            in.skip();
            return;
        }
        Span span = span(in.textFrom(), in.textTo());
        if (span == null) {
            in.skip();
        } else if (!span.text) {
            int from = in.at();
            in.skip();
            span.set(from, in.at());
        } else if (in.text()) {
            span.set(in.textFrom(), in.textTo());
        } else {
            in.skip();
            span.set(-1, -1);
        }
    }

    private Span span(int from, int to) {
        return switch (to - from) {
            case 2 -> is(ID, from) ? id : null;
            case 6 -> is(METHOD, from) ? method : is(PARAMS, from) ? params : null;
            case 7 -> is(TIMEOUT, from) ? timeout : null;
            case 11 -> is(CAUSATION, from) ? causation : null;
            case 13 -> is(CORRELATION, from) ? correlation : null;
            default -> null;
        };
    }

    private boolean is(byte[] name, int from) {
        for (int i = 0; i < name.length; i++) {
            if (b[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** Who asks. */
    public Peer peer() {
        return peer;
    }

    /** Whether the body is a map at all. */
    public boolean isMap() {
        return isMap;
    }

    /** The name of the method; {@code undefined} if there is none that is text. */
    public String method() {
        return method.from < 0 ? "undefined" : text(method);
    }

    /** The body and what is around it. */
    public byte[] bytes() {
        return b;
    }

    /** Where the name of the method is in {@link #bytes()}; -1 if nowhere. */
    public int methodFrom() {
        return method.from;
    }

    public int methodTo() {
        return method.to;
    }

    /** Where the encoded id is, to be sent back as it is; -1 if nowhere. */
    public int idFrom() {
        return id.from;
    }

    public int idTo() {
        return id.to;
    }

    /** Where the encoded parameters are; -1 if nowhere. */
    public int paramsFrom() {
        return params.from;
    }

    public int paramsTo() {
        return params.to;
    }

    /** The parameters; an empty map if there are none, or they are no map. May be kept. */
    public Map<String, Object> params() {
        Object value = params.from < 0 ? null : Values.read(b, params.from, params.to);
        if (value instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // Values makes maps of text only.
            Map<String, Object> typed = (Map<String, Object>) map;
            return typed;
        }
        return Map.of();
    }

    /** Seconds that the answer may take, if the peer says so; else null. */
    public Double timeout() {
        Object value = timeout.from < 0 ? null : Values.read(b, timeout.from, timeout.to);
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }

    /** What the peer calls the whole that this belongs to; null if it says nothing. */
    public String correlationId() {
        return correlation.from < 0 ? null : text(correlation);
    }

    /** What has caused this; null if the peer says nothing. */
    public String causationId() {
        return causation.from < 0 ? null : text(causation);
    }

    /** The answer is given later: by this object, from any thread. It must be given, else the peer may run out of requests. */
    public Answer later() {
        return defer.get();
    }

    private String text(Span span) {
        return new String(b, span.from, span.to - span.from, StandardCharsets.UTF_8);
    }
}
