package dev.osprey.hub;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** The opening handshake of RFC 6455. */
final class Handshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final HttpRequest request;
    private final String key;

    Handshake(HttpRequest request) {
        this.request = request;
        this.key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "").trim();
    }

    /** The status to refuse with, if this is no handshake that we can complete. */
    Optional<HttpResponseStatus> wrong() {
        if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                || !request.headers().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                || !"13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return Optional.of(HttpResponseStatus.UPGRADE_REQUIRED);
        }
        try {
            return Base64.getDecoder().decode(key).length == 16
                    ? Optional.empty()
                    : Optional.of(HttpResponseStatus.BAD_REQUEST);
        } catch (IllegalArgumentException e) {
            return Optional.of(HttpResponseStatus.BAD_REQUEST);
        }
    }

    /**
     * Answers, and puts the peer in place of the HTTP handlers; what the client sent already goes to the peer.
     *
     * @param tongue the sub-protocol, or null for none
     * @param extension what was agreed, or null for nothing
     */
    void complete(ChannelHandlerContext ctx, Tongue tongue, String extension, ChannelHandler peer) {
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(key) + "\r\n"
                + (tongue == null ? "" : "Sec-WebSocket-Protocol: " + tongue.protocol() + "\r\n")
                + (extension == null ? "" : "Sec-WebSocket-Extensions: " + extension + "\r\n")
                + "\r\n";
        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.context(HttpServerCodec.class).writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
        pipeline.addLast(peer);
        pipeline.remove(ctx.handler());
        pipeline.remove(HttpObjectAggregator.class);
        pipeline.remove(HttpServerCodec.class);
        pipeline.channel().flush();
    }

    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM lacks SHA-1, which every Java platform must have", e);
        }
    }
}
