package dev.osprey.bench.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One WebSocket connection of the generator. For one thread. */
final class Link implements AutoCloseable {

    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** For an answer to a ping, which may have to go out while events wait. */
    private static final int SPARE = 256;

    final Tally tally;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Wire.Reader reader;
    private final byte[] greeting;
    private final ByteBuffer in;
    private final ByteBuffer out;
    private boolean upgraded;

    /** @param buffer bytes to read and write at a time */
    Link(Peer peer, Cell cell, Selector selector, Tally tally, byte[] greeting, int buffer) throws IOException {
        this.tally = tally;
        this.greeting = greeting;
        this.reader = peer.wire().reader(tally, cell);
        this.in = ByteBuffer.allocate(buffer);
        this.out = ByteBuffer.allocateDirect(buffer);
        this.channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", peer.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
        StringBuilder request = new StringBuilder("GET " + peer.wire().path() + " HTTP/1.1\r\n")
                .append("Host: 127.0.0.1:" + peer.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
                .append("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        peer.wire().headers().forEach(header -> request.append(header).append("\r\n"));
        out.put(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        flush();
    }

    /** How many events of this length still fit into what is sent next. */
    int room(Shot shot) {
        return Math.max(0, out.remaining() - SPARE) / shot.length();
    }

    void add(Shot shot, long n) {
        shot.put(out, n);
    }

    /** Sends what is there, as far as the socket takes it; the rest goes when it takes more. */
    void flush() throws IOException {
        out.flip();
        if (out.hasRemaining()) {
            channel.write(out);
        }
        boolean rest = out.hasRemaining();
        out.compact();
        int wanted = rest ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    void read() throws IOException {
        int got = channel.read(in);
        if (got < 0) {
            throw new IOException("The server closed a connection of the generator");
        }
        int from = 0;
        int to = in.position();
        byte[] b = in.array();
        if (!upgraded) {
            from = upgrade(b, to);
            if (from == 0) {
                return;
            }
        }
        int done = reader.read(b, from, to);
        in.limit(to).position(done);
        in.compact();
        byte[] answer = reader.answer();
        if (answer != null) {
            out.put(answer);
            flush();
        }
    }

    /** @return where the first frame begins, or 0 if the answer is not all there */
    private int upgrade(byte[] b, int to) throws IOException {
        for (int i = 0; i + BLANK_LINE.length <= to; i++) {
            if (java.util.Arrays.equals(b, i, i + BLANK_LINE.length, BLANK_LINE, 0, BLANK_LINE.length)) {
                String head = new String(b, 0, i, StandardCharsets.ISO_8859_1);
                if (!head.startsWith("HTTP/1.1 101 ")) {
                    throw new IOException(
                            "No WebSocket: " + head.lines().findFirst().orElse(""));
                }
                upgraded = true;
                out.put(greeting);
                flush();
                return i + BLANK_LINE.length;
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
