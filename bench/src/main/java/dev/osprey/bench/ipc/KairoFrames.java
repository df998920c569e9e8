package dev.osprey.bench.ipc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of the kernel's protocol, written as Kairo writes them. */
final class KairoFrames {

    static final int HEADER = 8;

    private KairoFrames() {}

    /** A request whose parameters are encoded already. */
    static byte[] request(String id, String method, byte[] params) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        map(body, 3);
        text(body, "id");
        text(body, id);
        text(body, "method");
        text(body, method);
        text(body, "params");
        body.writeBytes(params);
        return frame(1, body.toByteArray());
    }

    /** A map of texts, and lists of texts. */
    static byte[] params(Object... pairs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        map(out, pairs.length / 2);
        for (Object each : pairs) {
            if (each instanceof String[] list) {
                out.write(0x90 | list.length);
                for (String one : list) {
                    text(out, one);
                }
            } else {
                text(out, (String) each);
            }
        }
        return out.toByteArray();
    }

    /** A chunk of a stream, as the product sends it. */
    static byte[] chunk(byte[] data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        map(body, 3);
        text(body, "id");
        text(body, "bulk");
        text(body, "stream");
        text(body, "stdout");
        text(body, "data");
        body.write(0xc6);
        body.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        body.writeBytes(data);
        return frame(4, body.toByteArray());
    }

    static byte[] frame(int type, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length)
                .put(new byte[] {0x4b, 0x41, 1, (byte) type})
                .putInt(body.length)
                .put(body)
                .array();
    }

    private static void map(ByteArrayOutputStream out, int size) {
        out.write(0xde);
        out.write(size >> 8);
        out.write(size);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 32) {
            out.write(0xa0 | bytes.length);
        } else {
            out.write(0xd9);
            out.write(bytes.length);
        }
        out.writeBytes(bytes);
    }
}
