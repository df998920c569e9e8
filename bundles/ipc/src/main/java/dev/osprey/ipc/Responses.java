package dev.osprey.ipc;

import dev.osprey.ipc.wire.Frames;
import dev.osprey.ipc.wire.WireWriter;

/** The frames that answer: {@code id, result, error} in this order. */
final class Responses {

    private static final byte[] ID = WireWriter.encoded("id");
    private static final byte[] RESULT = WireWriter.encoded("result");
    private static final byte[] ERROR = WireWriter.encoded("error");
    private static final byte[] CODE = WireWriter.encoded("code");
    private static final byte[] REMEDY = WireWriter.encoded("remedy");
    private static final byte[] BEFORE_ID = joined(map(3), ID);
    private static final byte[] NO_ERROR =
            joined(ERROR, new WireWriter(3).absent().copy());

    private Responses() {}

    private static byte[] map(int size) {
        return new WireWriter(3).map(size).copy();
    }

    private static byte[] joined(byte[]... parts) {
        WireWriter all = new WireWriter(16);
        for (byte[] part : parts) {
            all.raw(part);
        }
        return all.copy();
    }

    /** Begins a success; the result's value and {@link #end} follow. */
    static int begin(WireWriter out, byte[] b, int idFrom, int idTo) {
        int begun = out.begin(Frames.RESPONSE);
        out.raw(BEFORE_ID);
        id(out, b, idFrom, idTo);
        out.raw(RESULT);
        return begun;
    }

    static void end(WireWriter out, int begun) {
        out.raw(NO_ERROR);
        out.end(begun);
    }

    /** A success whose value is encoded already. */
    static void success(WireWriter out, byte[] b, int idFrom, int idTo, byte[] value) {
        if (idFrom < 0) {
            int begun = begin(out, b, idFrom, idTo);
            out.raw(value);
            end(out, begun);
            return;
        }
        int length = BEFORE_ID.length + (idTo - idFrom) + RESULT.length + value.length + NO_ERROR.length;
        byte[] to = out.frame(Frames.RESPONSE, length);
        int at = out.length() - length;
        at = put(BEFORE_ID, 0, BEFORE_ID.length, to, at);
        at = put(b, idFrom, idTo, to, at);
        at = put(RESULT, 0, RESULT.length, to, at);
        at = put(value, 0, value.length, to, at);
        put(NO_ERROR, 0, NO_ERROR.length, to, at);
    }

    private static int put(byte[] from, int begin, int end, byte[] to, int at) {
        System.arraycopy(from, begin, to, at, end - begin);
        return at + end - begin;
    }

    /** A failure in Kairo's way. */
    static void error(WireWriter out, byte[] b, int idFrom, int idTo, String text) {
        int begun = begin(out, b, idFrom, idTo);
        out.nil().raw(ERROR).text(text);
        out.end(begun);
    }

    /** A failure with all that is known. */
    static void error(WireWriter out, byte[] b, int idFrom, int idTo, String code, String text, String remedy) {
        int begun = out.begin(Frames.RESPONSE);
        out.map(5).raw(ID);
        id(out, b, idFrom, idTo);
        out.raw(RESULT).nil().raw(ERROR).text(text).raw(CODE).text(code);
        out.raw(REMEDY).value(remedy);
        out.end(begun);
    }

    private static void id(WireWriter out, byte[] b, int from, int to) {
        if (from < 0) {
            out.absent();
        } else {
            out.raw(b, from, to);
        }
    }
}
