package dev.osprey.bench.hub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that does no more than copy: it looks into the first event of each publisher only, and of the others takes the number. What
 * the generator reaches with it is the ceiling of what it can show of any server.
 */
final class NullHub implements AutoCloseable {

    private static final byte[] UPGRADED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] READY = plain("{\"type\":\"ack\",\"id\":1}");

    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Selector selector = Selector.open();
    private final List<NullLink> listeners = new ArrayList<>();
    private final Thread thread = new Thread(this::serve, "osprey-bench-null");
    private volatile IOException failure;

    NullHub() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
        thread.start();
    }

    Peer peer() throws IOException {
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return new Peer("nothing but copies", port, 0, true, new OspreyWire("-"));
    }

    /** A server's frame of less than 64 KiB. */
    static byte[] plain(String text) {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer frame = ByteBuffer.allocate(content.length + (content.length < 126 ? 2 : 4));
        frame.put((byte) 0x81);
        if (content.length < 126) {
            frame.put((byte) content.length);
        } else {
            frame.put((byte) 126).putShort((short) content.length);
        }
        return frame.put(content).array();
    }

    private void serve() {
        try {
            while (selector.isOpen()) {
                selector.select();
                for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
                    if (key.isValid() && key.isAcceptable()) {
                        accept();
                    } else if (key.isValid()) {
                        serve((NullLink) key.attachment());
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            failure = e;
        } catch (java.nio.channels.ClosedSelectorException closed) {
            listeners.clear();
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ).attach(new NullLink(channel));
    }

    private void serve(NullLink link) throws IOException {
        if (!link.fill()) {
            listeners.remove(link);
            return;
        }
        if (!link.open) {
            link.open = true;
            link.in.clear();
            link.write(ByteBuffer.wrap(UPGRADED));
            return;
        }
        int length = link.frameLength();
        while (length > 0 && link.in.position() >= length) {
            if (link.event == null && link.text(length).startsWith("{\"type\":\"subscribe\"")) {
                if (!link.text(length).contains(".none\"")) {
                    listeners.add(link);
                }
                link.drop(length);
                link.write(ByteBuffer.wrap(READY));
            } else {
                ByteBuffer copies = link.copies(length);
                for (NullLink listener : listeners) {
                    listener.write(copies.duplicate());
                }
                link.write(link.acks());
            }
            length = link.frameLength();
        }
    }

    /** Fails if the server did. */
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        server.close();
    }
}
