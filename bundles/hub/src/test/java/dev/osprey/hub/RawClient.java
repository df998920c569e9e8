package dev.osprey.hub;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A WebSocket client that can also do what a client must not. */
final class RawClient implements AutoCloseable {

    private static final int MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private String head;

    private RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", port), MILLIS);
        socket.setSoTimeout(MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    private RawClient(Socket connected) throws IOException {
        socket = connected;
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    /** A connection over one that is there, such as TLS, that has sent an upgrade request. */
    static RawClient over(Socket connected, String path, Map<String, String> headers) throws IOException {
        RawClient client = new RawClient(connected);
        client.request(path, headers);
        return client;
    }

    /** An upgraded connection. */
    static RawClient open(TestHub hub, String token) throws IOException {
        return open(hub, token, 0);
    }

    static RawClient open(TestHub hub, String token, int receiveBuffer) throws IOException {
        return open(hub, token, receiveBuffer, Map.of());
    }

    static RawClient open(TestHub hub, String token, int receiveBuffer, Map<String, String> headers)
            throws IOException {
        RawClient client = new RawClient(hub.port(), receiveBuffer);
        client.request("/ws?token=" + token, headers);
        if (!client.head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("refused: " + client.head);
        }
        return client;
    }

    /** A connection that has sent an upgrade request; see {@link #head()}. */
    static RawClient ask(TestHub hub, String path, Map<String, String> headers) throws IOException {
        RawClient client = new RawClient(hub.port(), 0);
        client.request(path, headers);
        return client;
    }

    static RawClient silent(TestHub hub) throws IOException {
        return new RawClient(hub.port(), 0);
    }

    private void request(String path, Map<String, String> headers) throws IOException {
        Map<String, String> all = new java.util.LinkedHashMap<>();
        all.put("Host", "127.0.0.1:" + socket.getPort());
        all.put("Upgrade", "websocket");
        all.put("Connection", "keep-alive, Upgrade");
        all.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        all.put("Sec-WebSocket-Version", "13");
        all.putAll(headers);
        StringBuilder text = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        readHead();
    }

    void readHead() throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        head = answer.toString();
    }

    String head() {
        return head;
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The rest of a plain answer. */
    String body() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void text(String text) throws IOException {
        write(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A masked frame. */
    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] mask = {0x11, 0x22, 0x33, 0x44};
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i & 3]);
        }
        return out.toByteArray();
    }

    /** The next frame; fails at the end of the stream. */
    Received read() throws IOException {
        int first = in.readUnsignedByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return new Received(first, payload);
    }

    String readText() throws IOException {
        Received frame = read();
        if (frame.first != 0x81) {
            throw new IOException("not a text frame: " + frame);
        }
        return frame.text();
    }

    /** The code of the close frame that comes next, and then the end of the stream. */
    int readClose() throws IOException {
        Received frame = read();
        if (frame.first != 0x88) {
            throw new IOException("not a close frame: " + frame);
        }
        try {
            throw new IOException("bytes after the close frame: " + in.readUnsignedByte());
        } catch (EOFException expected) {
            return (frame.payload[0] & 0xff) << 8 | frame.payload[1] & 0xff;
        }
    }

    /** Whether the server has closed; waits for it. */
    boolean ended() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    record Received(int first, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return Integer.toHexString(first) + " " + text();
        }
    }
}
