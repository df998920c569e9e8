package dev.osprey.bench.jvm;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server's channel after a WebSocket handshake, and a client that reads it and throws away what it reads. */
final class PlainChannel implements AutoCloseable {

    private final EventLoopGroup servers;
    private final EventLoopGroup clients;
    private final Channel channel;
    private volatile long bytes;

    private PlainChannel(
            IoHandlerFactory io,
            Class<? extends ServerChannel> serverType,
            Class<? extends Channel> clientType,
            SocketAddress address) {
        servers = new MultiThreadIoEventLoopGroup(1, io);
        clients = new MultiThreadIoEventLoopGroup(1, io);
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        Channel listening = new ServerBootstrap()
                .group(servers)
                .channel(serverType)
                .childHandler(initializer(made -> {
                    made.pipeline().addLast(new WebSocket13FrameEncoder(false));
                    accepted.complete(made);
                }))
                .bind(address)
                .syncUninterruptibly()
                .channel();
        new Bootstrap()
                .group(clients)
                .channel(clientType)
                .handler(initializer(made -> made.pipeline().addLast(new Drain())))
                .connect(listening.localAddress())
                .syncUninterruptibly();
        channel = accepted.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static ChannelInitializer<Channel> initializer(Consumer<Channel> what) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel made) {
                what.accept(made);
            }
        };
    }

    static PlainChannel socket() {
        return new PlainChannel(
                NioIoHandler.newFactory(),
                NioServerSocketChannel.class,
                NioSocketChannel.class,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static PlainChannel local() {
        return new PlainChannel(
                LocalIoHandler.newFactory(), LocalServerChannel.class, LocalChannel.class, new LocalAddress("bench"));
    }

    Channel channel() {
        return channel;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        servers.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        clients.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Drain extends ChannelInboundHandlerAdapter {
        private long read;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            read += buffer.readableBytes();
            bytes = read;
            buffer.release();
        }
    }
}
