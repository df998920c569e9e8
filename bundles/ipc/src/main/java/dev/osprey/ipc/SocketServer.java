package dev.osprey.ipc;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.PeerCredentials;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket and its event loops: native epoll where it is there, which knows who connects, else NIO, which does not. */
final class SocketServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SocketServer.class);

    private static final int BACKLOG = 128;

    private final Desk desk;
    private final SocketFile file;
    private final Entrance entrance;
    private final Denials strangers;
    private final boolean nativeTransport;
    private final EventLoopGroup loops;
    private final Channel listening;
    private final int uid;

    /** @throws IOException if the socket cannot be had */
    SocketServer(Desk desk, SocketFile file, Entrance entrance, Denials strangers, boolean nativeTransport)
            throws IOException {
        this.desk = desk;
        this.file = file;
        this.entrance = entrance;
        this.strangers = strangers;
        this.nativeTransport = nativeTransport;
        file.clear();
        this.loops = new MultiThreadIoEventLoopGroup(
                desk.settings().threads(),
                new DefaultThreadFactory("osprey-ipc-loop", true),
                nativeTransport ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try {
            this.listening = nativeTransport ? listenNatively() : listen();
            file.made();
            this.uid = file.uid();
            // Nobody is let in before the file is its owner's alone.
            listening.config().setAutoRead(true);
        } catch (IOException e) {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
        loops.forEach(loop -> loop.execute(LoopMemory::get));
        loops.scheduleWithFixedDelay(desk.table()::check, 1, 1, TimeUnit.SECONDS);
    }

    static boolean nativeTransportIsThere() {
        return Epoll.isAvailable();
    }

    /** With a descriptor of our own, as Netty would remove whatever lies at the path when it closes. */
    private Channel listenNatively() throws IOException {
        Socket socket = Socket.newSocketDomain();
        try {
            socket.bind(new DomainSocketAddress(file.path().toString()));
            socket.listen(BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw unable(e);
        }
        return started(bootstrap()
                .channelFactory(() -> new EpollServerDomainSocketChannel(socket.intValue(), true))
                .register());
    }

    private Channel listen() throws IOException {
        return started(
                bootstrap().channel(NioServerDomainSocketChannel.class).bind(UnixDomainSocketAddress.of(file.path())));
    }

    private Channel started(ChannelFuture future) throws IOException {
        future.awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw unable(future.cause());
        }
        return future.channel();
    }

    private IOException unable(Throwable cause) {
        return new IOException(
                "The kernel's socket cannot listen at " + file.path() + ": " + cause.getMessage()
                        + ". Set another path in " + IpcConfiguration.PID,
                cause);
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(loops)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2048, 64 << 10))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(IpcSettings.HIGH_WATER / 2, IpcSettings.HIGH_WATER))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open(channel);
                    }
                });
    }

    private void open(Channel channel) {
        long pid = 0;
        if (channel instanceof EpollDomainSocketChannel domain) {
            PeerCredentials peer;
            try {
                peer = domain.peerCredentials();
            } catch (IOException gone) {
                log.debug("A connection had gone before anybody could ask whose it is: {}", gone.getMessage());
                channel.close();
                return;
            }
            if (peer.uid() != uid && !desk.settings().uids().contains(peer.uid())) {
                refuse(channel, "user " + peer.uid());
                return;
            }
            pid = peer.pid();
        }
        if (desk.table().count() >= desk.settings().maxConnections()) {
            log.warn(
                    "All {} connections are in use; another one is refused",
                    desk.settings().maxConnections());
            desk.tally().refused();
            channel.close();
            return;
        }
        desk.tally().accepted();
        Line line = new Line(desk, desk.table().nextNumber(), pid, channel);
        desk.table().add(line);
        channel.pipeline().addLast(line);
        entrance.admit(line);
    }

    private void refuse(Channel channel, String who) {
        desk.tally().refused();
        strangers.record(null, "connect", who);
        log.debug("A connection of {} is refused", who);
        channel.close();
    }

    String transport() {
        return nativeTransport ? "epoll" : "nio";
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        file.remove();
        desk.table().closeAll("Osprey stops");
        loops.shutdownGracefully(0, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
