package dev.osprey.ipc.tools;

import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.wire.WireWriter;
import dev.osprey.tool.QuickTool;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A quick tool, called on the event loop. What it has returned is encoded once, for as long as it returns the same. Thread-safe. */
public final class QuickMethod implements Method {

    private record Encoded(Object value, byte[] bytes) {}

    private final QuickTool tool;
    private final UnaryOperator<Object> shape;
    private volatile Encoded last = new Encoded(null, WireWriter.encoded(null));

    /** @param shape makes of the result what is sent */
    public QuickMethod(QuickTool tool, UnaryOperator<Object> shape) {
        this.tool = tool;
        this.shape = shape;
    }

    /** False once there is another tool, or none. */
    public boolean current() {
        return tool.current();
    }

    @Override
    public void call(Request request, Answer answer) {
        Object value = tool.call(empty(request) ? Map.of() : request.params());
        Encoded encoded = last;
        if (encoded.value != value || value == null) {
            encoded = new Encoded(value, WireWriter.encoded(shape.apply(value)));
            last = encoded;
        }
        answer.encoded(encoded.bytes);
    }

    private static boolean empty(Request request) {
        int from = request.paramsFrom();
        if (from < 0) {
            return true;
        }
        byte[] b = request.bytes();
        return switch (request.paramsTo() - from) {
            case 1 -> b[from] == (byte) 0x80;
            case 3 -> b[from] == (byte) 0xde && b[from + 1] == 0 && b[from + 2] == 0;
            default -> false;
        };
    }
}
