package dev.osprey.bench.ipc;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * What the kernel's socket is compared with: the least that Netty can do over the same kind of socket, in a JVM of its own. It sends back what
 * comes, without a look; or for each request, known by its length alone, the same answer; or chunks for as long as anybody reads them.
 */
public final class EchoServer {

    static final int CHUNK = 256 << 10;

    private EchoServer() {}

    /** @param arguments path of the socket; {@code echo}, {@code bulk}, or the length of a request and the answer in hexadecimal digits */
    public static void main(String[] arguments) throws InterruptedException {
        Supplier<ChannelHandler> handlers =
                switch (arguments[1]) {
                    case "echo" -> Echo::new;
                    case "bulk" -> Bulk::new;
                    default ->
                        () -> new Fixed(
                                Integer.parseInt(arguments[1]), HexFormat.of().parseHex(arguments[2]));
                };
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        new ServerBootstrap()
                .group(loop)
                .channel(EpollServerDomainSocketChannel.class)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handlers.get());
                    }
                })
                .bind(new DomainSocketAddress(arguments[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.write(message, ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    private static final class Fixed extends ChannelInboundHandlerAdapter {

        private final int request;
        private final byte[] answer;
        private int rest;

        Fixed(int request, byte[] answer) {
            this.request = request;
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf read = (ByteBuf) message;
            rest += read.readableBytes();
            read.release();
            ByteBuf out = ctx.alloc().directBuffer(rest / request * answer.length + 1);
            for (; rest >= request; rest -= request) {
                out.writeBytes(answer);
            }
            ctx.write(out, ctx.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    private static final class Bulk extends ChannelInboundHandlerAdapter {

        private final ByteBuf chunk = Unpooled.directBuffer().writeBytes(KairoFrames.chunk(new byte[CHUNK]));

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            more(ctx);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            more(ctx);
        }

        private void more(ChannelHandlerContext ctx) {
            while (ctx.channel().isWritable()) {
                ctx.writeAndFlush(chunk.retainedDuplicate(), ctx.voidPromise());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
