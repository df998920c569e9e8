package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.tool.ToolException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client is told of its calls. */
final class CallFrames {

    /** The largest frame. */
    static final int MOST = 1 << 20;

    private CallFrames() {}

    static byte[] chunk(JsonNode id, Object part) {
        Map<String, Object> frame = frame("chunk", id);
        frame.put("data", part);
        return bounded(frame, "A chunk");
    }

    static byte[] progress(JsonNode id, double done, String message) {
        Map<String, Object> frame = frame("progress", id);
        frame.put("done", done);
        frame.put("message", message);
        return bounded(frame, "A progress message");
    }

    static byte[] result(JsonNode id, Object value) {
        Map<String, Object> frame = frame("result", id);
        frame.put("result", value);
        return bounded(frame, "The result");
    }

    static byte[] error(JsonNode id, ToolException failure) {
        Map<String, Object> frame = frame("error", id);
        frame.put("code", failure.code());
        frame.put("message", failure.getMessage());
        if (failure.remedy() != null) {
            frame.put("remedy", failure.remedy());
        }
        Bytes out = new Bytes(256);
        WsFrames.frame(out, WsFrames.TEXT, JsonText.write(frame));
        return out.copy();
    }

    private static Map<String, Object> frame(String type, JsonNode id) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        frame.put("id", id);
        return frame;
    }

    private static byte[] bounded(Map<String, Object> frame, String what) {
        Bytes out = new Bytes(512);
        int start = WsFrames.begin(out);
        try {
            JsonText.write(frame, new Sink(out));
        } catch (IOException full) {
            throw new ToolException(
                    "too_large",
                    what + " is over the limit of " + MOST + " bytes.",
                    "Ask for less at a time, or for a reference to the data.",
                    full);
        }
        WsFrames.end(out, start);
        return out.copy();
    }

    /** Takes no more than the largest frame, so that a huge value is not written out first. */
    private static final class Sink extends OutputStream {
        private final Bytes out;

        Sink(Bytes out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int from, int count) throws IOException {
            if (out.length + count > MOST) {
                throw new IOException("over " + MOST + " bytes");
            }
            out.put(b, from, from + count);
        }
    }
}
