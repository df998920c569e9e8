package dev.osprey.hub;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a new connection meets: health, statistics, and the upgrade to WebSocket. */
final class Door extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger log = LoggerFactory.getLogger(Door.class);

    private final Hub hub;
    private final Origins origins;
    private final HubFacts facts;
    private final Denials strangers;
    private ScheduledFuture<?> deadline;

    Door(Hub hub, Origins origins, HubFacts facts, Denials strangers) {
        this.hub = hub;
        this.origins = origins;
        this.facts = facts;
        this.strangers = strangers;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadline = ctx.executor()
                .schedule(() -> ctx.close(), hub.settings().handshake().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        deadline.cancel(false);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            HttpReplies.error(
                    ctx, HttpResponseStatus.BAD_REQUEST, "The request is malformed or its header is over 8 KiB.");
            return;
        }
        if (Knock.ambiguous(request)) {
            refuse(ctx, HttpResponseStatus.BAD_REQUEST, "Host, Origin or Authorization occurs twice. Send it once.");
            return;
        }
        if (!origins.knows(request.headers().get(HttpHeaderNames.HOST), Secured.is(ctx.channel()))) {
            refuse(
                    ctx,
                    HttpResponseStatus.FORBIDDEN,
                    "The Host header names another machine. Use 127.0.0.1 or localhost.");
            return;
        }
        if (!origins.allows(request.headers().get(HttpHeaderNames.ORIGIN))) {
            refuse(
                    ctx,
                    HttpResponseStatus.FORBIDDEN,
                    "Pages of this origin may not connect. Name it in origins of dev.osprey.hub.");
            return;
        }
        if (!request.method().equals(HttpMethod.GET)) {
            HttpReplies.error(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET is served here.");
            return;
        }
        Knock knock = new Knock(request);
        switch (knock.path()) {
            case "/health" -> health(ctx);
            case "/stats" -> stats(ctx, knock);
            case "/ws" -> upgrade(ctx, request, knock);
            default -> HttpReplies.error(ctx, HttpResponseStatus.NOT_FOUND, "Here are /ws, /health and /stats.");
        }
    }

    private void health(ChannelHandlerContext ctx) {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", "healthy");
        health.put("connections", hub.peers().count());
        HttpReplies.json(ctx, HttpResponseStatus.OK, health);
    }

    private void stats(ChannelHandlerContext ctx, Knock knock) {
        Optional<Principal> principal = knock.principal(hub.credentials());
        if (principal.isEmpty()) {
            unauthorized(ctx, knock);
        } else if (principal.get().role() == Role.MODULE) {
            HttpReplies.error(ctx, HttpResponseStatus.FORBIDDEN, "Statistics need the role viewer.");
        } else {
            Map<String, Object> stats = facts.stats();
            stats.put("peers", hub.peers().view());
            HttpReplies.json(ctx, HttpResponseStatus.OK, stats);
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, Knock knock) {
        Handshake handshake = new Handshake(request);
        Optional<HttpResponseStatus> wrong = handshake.wrong();
        if (wrong.isPresent()) {
            HttpReplies.notAHandshake(ctx, wrong.get());
            return;
        }
        Tongue tongue = knock.tongue();
        Optional<Principal> principal = knock.principal(hub.credentials());
        if (principal.isEmpty()) {
            unauthorized(ctx, knock);
        } else if (hub.peers().count() >= hub.settings().maxConnections()) {
            refuse(
                    ctx,
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "All " + hub.settings().maxConnections() + " connections are in use.");
        } else if (!hub.annex().quotas().enter(principal.get())) {
            hub.stats().refused.increment();
            log.debug("{} has too many connections", principal.get().name());
            handshake.complete(ctx, tongue, null, new Turnaway(4429, "too many connections of this principal"));
        } else {
            leaveAtEnd(ctx.channel(), hub.annex().quotas(), principal.get());
            String extension = hub.settings().compression()
                    ? DeflateOffer.answer(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS))
                    : null;
            Speech speech = (tongue == null ? Tongue.OSPREY : tongue).speech(extension != null);
            handshake.complete(ctx, tongue, extension, new Peer(hub, principal.get(), speech));
            if (!stillValid(principal.get())) {
                hub.peers().end(principal.get());
            }
        }
    }

    /** Apart, so that a connection which stays does not keep this door. */
    private static void leaveAtEnd(Channel channel, Quotas quotas, Principal principal) {
        channel.closeFuture().addListener(gone -> quotas.leave(principal));
    }

    /** A credential may have ended between the look at it and the entry among the peers. */
    private boolean stillValid(Principal principal) {
        return principal.incarnation().isEmpty() || hub.credentials().valid(principal);
    }

    private void unauthorized(ChannelHandlerContext ctx, Knock knock) {
        hub.stats().refused.increment();
        log.debug("A connection without a valid credential was refused");
        if (knock.bearsCredential()) {
            strangers.record("authenticate", host(ctx.channel().remoteAddress()));
        }
        HttpReplies.unauthorized(ctx);
    }

    private static String host(SocketAddress remote) {
        return remote instanceof InetSocketAddress ip ? ip.getAddress().getHostAddress() : String.valueOf(remote);
    }

    private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status, String why) {
        hub.stats().refused.increment();
        log.debug("A connection was refused: {}", why);
        HttpReplies.error(ctx, status, why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("A connection failed before its upgrade: {}", cause.toString());
        ctx.close();
    }
}
