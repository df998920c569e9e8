package dev.osprey.hub;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** A client that is let in only to be told, by a close frame, why it must go: a web page cannot see the status of a refused upgrade. */
final class Turnaway extends ChannelInboundHandlerAdapter {

    private final byte[] farewell;

    Turnaway(int code, String why) {
        byte[] reason = Bytes.utf8(why);
        Bytes out = new Bytes(128);
        WsFrames.header(out, WsFrames.CLOSE, 2 + reason.length);
        out.put(code >> 8);
        out.put(code);
        out.put(reason);
        farewell = out.copy();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        DuplexChannel channel = (DuplexChannel) ctx.channel();
        // After the answer to the upgrade, which is not written yet, and before the end.
        ctx.executor().execute(() -> ctx.writeAndFlush(Unpooled.wrappedBuffer(farewell))
                .addListener(sent -> Secured.endOutput(channel)));
        ctx.executor().schedule(() -> ctx.close(), 2, TimeUnit.SECONDS);
    }

    /** What it says is not heard, but read, lest the close frame be lost in a reset. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
