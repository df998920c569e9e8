package dev.osprey.hub;

import dev.osprey.system.Tls;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import javax.net.ssl.SSLEngine;

/** What differs for a connection that speaks TLS. */
final class Secured {

    private Secured() {}

    static SslHandler handler(Tls tls, Duration handshake) {
        SSLEngine engine = tls.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(tls.parameters());
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(handshake.toMillis());
        return handler;
    }

    static boolean is(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    /** Tells the client that no more comes. Under TLS that is said in TLS: a bare end of the stream looks cut off. */
    static void endOutput(DuplexChannel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            channel.shutdownOutput();
        } else {
            tls.closeOutbound();
        }
    }
}
