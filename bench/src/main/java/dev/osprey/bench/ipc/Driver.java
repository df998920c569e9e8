package dev.osprey.bench.ipc;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection that asks as fast as it is answered. It looks at the headers of the answers only. */
final class Driver implements AutoCloseable {

    private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 20);
    /** Bytes of the body under way that have not come yet. */
    private long left;
    /** Bytes of bodies of type 04, and whether an event has come, that a stream has ended. */
    private long chunks;

    private boolean event;
    private boolean isChunk;

    Driver(Path socket) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
    }

    /** So many at a time for so long. @return answers per second */
    double rate(byte[] request, int inFlight, long nanos) throws IOException {
        ByteBuffer batch = ByteBuffer.allocateDirect(request.length * inFlight);
        for (int i = 0; i < inFlight; i++) {
            batch.put(request);
        }
        long start = System.nanoTime();
        long end = start + nanos;
        long answered = 0;
        int wanted = inFlight;
        while (System.nanoTime() < end) {
            send(batch.duplicate().flip().limit(request.length * wanted));
            wanted = receive();
            answered += wanted;
        }
        double rate = answered * 1e9 / (System.nanoTime() - start);
        for (int open = inFlight - wanted; open > 0; ) {
            open -= receive();
        }
        return rate;
    }

    /** Asks once. @return the answer with its header */
    byte[] answer(byte[] request) throws IOException {
        send(ByteBuffer.wrap(request));
        int length = KairoFrames.HEADER;
        for (int read = 0; read < length; read = in.position()) {
            if (channel.read(in) < 0) {
                throw new EOFException("The server has closed the connection");
            }
            length = in.position() < KairoFrames.HEADER ? length : KairoFrames.HEADER + in.getInt(4);
        }
        byte[] answer = new byte[length];
        in.flip().get(answer).compact();
        return answer;
    }

    /** Reads a stream until its end is told, or so much has come. @return bytes per second */
    double stream(long most) throws IOException {
        long start = System.nanoTime();
        chunks = 0;
        event = false;
        while (!event && chunks < most) {
            receive();
        }
        return chunks * 1e9 / (System.nanoTime() - start);
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads once. @return how many frames have begun */
    int receive() throws IOException {
        int frames = 0;
        do {
            if (channel.read(in) < 0) {
                throw new EOFException("The server has closed the connection");
            }
            in.flip();
            frames += headers();
            in.compact();
        } while (frames == 0 && left == 0);
        return frames;
    }

    private int headers() {
        int frames = 0;
        while (true) {
            int skip = (int) Math.min(left, in.remaining());
            in.position(in.position() + skip);
            left -= skip;
            chunks += isChunk ? skip : 0;
            if (left > 0 || in.remaining() < KairoFrames.HEADER) {
                return frames;
            }
            int type = in.getInt() & 0xff;
            isChunk = type == 4;
            event |= type == 3;
            left = in.getInt() & 0xffffffffL;
            frames++;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
