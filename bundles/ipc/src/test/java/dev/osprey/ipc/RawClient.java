package dev.osprey.ipc;

import dev.osprey.ipc.wire.Frames;
import dev.osprey.ipc.wire.Values;
import dev.osprey.ipc.wire.WireWriter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client that says exactly what a test wants. Blocking; closed from outside when a test takes too long. */
final class RawClient implements AutoCloseable {

    private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    private final DataInputStream in;

    RawClient(Path path) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(path));
        in = new DataInputStream(new java.io.BufferedInputStream(Channels.newInputStream(channel), 64 << 10));
    }

    /** A frame that came. */
    record Frame(int type, byte[] body) {

        @SuppressWarnings("unchecked")
        Map<String, Object> map() {
            return (Map<String, Object>) Values.read(body, 0, body.length);
        }
    }

    static byte[] request(Object id, String method, Object params) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("method", method);
        body.put("params", params);
        return frame(Frames.REQUEST, WireWriter.encoded(body));
    }

    static byte[] frame(int type, byte[] body) {
        WireWriter out = new WireWriter(body.length + 8);
        int begun = out.begin(type);
        out.raw(body);
        out.end(begun);
        return out.copy();
    }

    void send(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    Frame next() throws IOException {
        byte[] header = new byte[Frames.HEADER];
        in.readFully(header);
        byte[] body = new byte[ByteBuffer.wrap(header).getInt(4)];
        in.readFully(body);
        return new Frame(header[3], body);
    }

    Map<String, Object> call(String method, Object params) throws IOException {
        send(request("c", method, params));
        return next().map();
    }

    /** Whether the server has closed the connection: nothing more comes. */
    boolean ended() {
        try {
            return in.read() < 0;
        } catch (EOFException e) {
            return true;
        } catch (IOException reset) {
            return "Connection reset".equals(reset.getMessage());
        }
    }

    /** No more is sent; what is under way still comes. */
    void finish() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
