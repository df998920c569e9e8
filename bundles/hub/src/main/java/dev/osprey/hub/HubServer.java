package dev.osprey.hub;

import dev.osprey.system.Tls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket and its event loops: native epoll where it is there, else NIO. */
final class HubServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HubServer.class);

    private static final int MAX_HEADER = 8 << 10;
    private static final int MAX_BODY = 1 << 10;

    /** Connections beyond the limit that may at least be told so. */
    private static final int AT_THE_DOOR = 256;

    private final Hub hub;
    private final Origins origins;
    private final boolean nativeTransport = Epoll.isAvailable();
    private final EventLoopGroup loops;
    private final Channel listening;
    private final AtomicInteger sockets = new AtomicInteger();
    private final HubFacts facts;
    private final Denials strangers;

    /** @throws IOException if the address cannot be had */
    HubServer(Hub hub, Origins origins) throws IOException {
        this.hub = hub;
        this.origins = origins;
        this.facts = new HubFacts(hub);
        this.strangers = new Denials(hub.audit(), null);
        this.loops = new MultiThreadIoEventLoopGroup(
                hub.settings().threads(),
                new DefaultThreadFactory("osprey-hub-loop", true),
                nativeTransport ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try {
            this.listening = listen(
                    hub.settings().host(), hub.settings().port(), hub.settings().fallback(), null);
        } catch (IOException e) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
        loops.forEach(loop -> loop.execute(HubServer::warm));
        loops.scheduleWithFixedDelay(hub.peers()::check, 1, 1, TimeUnit.SECONDS);
    }

    /** What an event loop needs anyway is there before the first connection comes. */
    private static void warm() {
        LoopMemory.get();
        PooledByteBufAllocator.DEFAULT.directBuffer(Outlet.SOCKET >> 4).release();
    }

    /**
     * Opens one more listener, for connections that speak TLS; everything behind it is the same.
     *
     * @throws IOException if the address cannot be had
     */
    Channel listenTls(Tls tls) throws IOException {
        HubSettings settings = hub.settings();
        return listen(tls.bind(), settings.tlsPort(), settings.tlsFallback(), tls);
    }

    private Channel listen(String host, int port, boolean fallback, Tls tls) throws IOException {
        try {
            return bind(host, port, tls);
        } catch (IOException e) {
            if (!fallback || port == 0) {
                throw e;
            }
            log.warn("Port {} is not to be had ({}); a free one is taken, as port.fallback says", port, e.getMessage());
            return bind(host, 0, tls);
        }
    }

    private Channel bind(String host, int port, Tls tls) throws IOException {
        Class<? extends ServerChannel> type =
                nativeTransport ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, 64 << 10))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open(channel, tls);
                    }
                })
                .bind(new InetSocketAddress(host, port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "The hub cannot listen on " + host + ":" + port + ": "
                            + bound.cause().getMessage() + ". Set another " + (tls == null ? "port" : "tls.port")
                            + " in dev.osprey.hub, or 0 for a free one",
                    bound.cause());
        }
        return bound.channel();
    }

    private WriteBufferWaterMark waterMark() {
        int high = Math.min(Outlet.SOCKET, hub.settings().maxPending());
        return new WriteBufferWaterMark(high / 2, high);
    }

    private void open(SocketChannel channel, Tls tls) {
        if (sockets.incrementAndGet() > hub.settings().maxConnections() + AT_THE_DOOR) {
            sockets.decrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> sockets.decrementAndGet());
        if (tls != null) {
            channel.pipeline().addLast(Secured.handler(tls, hub.settings().handshake()));
        }
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(MAX_HEADER, MAX_HEADER, MAX_HEADER),
                        new HttpObjectAggregator(MAX_BODY),
                        new Door(hub, origins, facts, strangers));
    }

    int port() {
        return port(listening);
    }

    static int port(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    HubFacts facts() {
        return facts;
    }

    String transport() {
        return nativeTransport ? "epoll" : "nio";
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        hub.peers().closeAll(1001, "the hub stops", Duration.ofSeconds(3));
        loops.shutdownGracefully(0, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
