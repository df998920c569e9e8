package dev.osprey.hub;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;

/** Plain answers; each ends its connection. */
final class HttpReplies {

    private HttpReplies() {}

    static void json(ChannelHandlerContext ctx, HttpResponseStatus status, Map<String, ?> body) {
        send(ctx, response(status, body));
    }

    static void error(ChannelHandlerContext ctx, HttpResponseStatus status, String why) {
        json(ctx, status, Map.of("error", why));
    }

    static void unauthorized(ChannelHandlerContext ctx) {
        FullHttpResponse response = response(
                HttpResponseStatus.UNAUTHORIZED,
                Map.of(
                        "error",
                        "A valid token is missing. Send it as Authorization: Bearer, as ?token= or as the sub-protocol"
                                + " bearer.<token> beside osprey; a web page sends ticket.<ticket>."));
        response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        send(ctx, response);
    }

    static void notAHandshake(ChannelHandlerContext ctx, HttpResponseStatus status) {
        FullHttpResponse response =
                response(status, Map.of("error", "Here is a WebSocket of version 13; upgrade to it."));
        response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers().set(HttpHeaderNames.UPGRADE, "websocket");
        }
        send(ctx, response);
    }

    private static FullHttpResponse response(HttpResponseStatus status, Map<String, ?> body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(JsonText.write(body)));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set(HttpHeaderNames.CONNECTION, "close");
        return response;
    }

    private static void send(ChannelHandlerContext ctx, FullHttpResponse response) {
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
