package dev.osprey.hub;

import dev.osprey.access.Principal;
import dev.osprey.event.EventBatch;
import dev.osprey.event.EventSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket connection. All but {@link #accept}, {@link #open} and {@link #write} runs on its event loop. */
final class Peer extends ChannelInboundHandlerAdapter implements EventSink, Watches.Line {

    private static final Logger log = LoggerFactory.getLogger(Peer.class);

    private final Hub hub;
    private final Principal principal;
    private final String id;
    private final Instant since = Instant.now();
    private String remote;
    private LoopMemory memory;
    private FrameReader reader;
    private Conversation conversation;
    private ChannelHandlerContext context;
    private Outlet outlet;
    private long lastRead = System.nanoTime();
    private long blockedSince;
    private boolean blocked;
    private boolean pinged;
    private long pingedAt;
    private boolean closing;
    private long epoch;

    Peer(Hub hub, Principal principal) {
        this.hub = hub;
        this.principal = principal;
        this.id = hub.peers().nextId();
    }

    Principal principal() {
        return principal;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        memory = LoopMemory.get();
        remote = address(ctx.channel().remoteAddress());
        outlet = new Outlet(ctx.channel(), hub);
        conversation = new Conversation(hub, principal, this, this, memory);
        reader = new FrameReader(hub.settings().maxFrame(), new Frames());
        epoch = hub.access().epoch();
        hub.peers().add(this);
        hub.stats().accepted.increment();
        log.debug("{} has connected", principal.name());
    }

    private static String address(SocketAddress remote) {
        return remote instanceof InetSocketAddress ip
                ? Loopback.inUrl(ip.getAddress().getHostAddress()) + ":" + ip.getPort()
                : String.valueOf(remote);
    }

    @Override
    public void accept(EventBatch batch) {
        if (outlet.send(batch)) {
            log.warn(
                    "{} reads too slowly: over {} bytes wait for it, events to it are dropped until half of that is read",
                    principal.name(),
                    hub.settings().maxPending());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof ByteBuf bytes && !closing) {
                reader.read(bytes, memory.in);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        lastRead = System.nanoTime();
        pinged = false;
        conversation.endRun();
        writeReplies();
        ctx.flush();
    }

    private void writeReplies() {
        Bytes replies = memory.replies;
        if (replies.length > 0) {
            write(replies.array, replies.length);
            replies.clear();
        }
    }

    private void write(byte[] bytes, int length) {
        ByteBuf out = context.alloc().directBuffer(length, length).writeBytes(bytes, 0, length);
        context.write(out, context.voidPromise());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean writable = ctx.channel().isWritable();
        blocked = !writable;
        blockedSince = System.nanoTime();
        ctx.channel()
                .config()
                .setAutoRead(writable || closing); // no more questions from a client that does not read the answers
        if (writable) {
            tellLosses();
            conversation.wakeWatches();
        }
    }

    @Override
    public boolean open() {
        return outlet.roomy();
    }

    @Override
    public void write(Watch watch, byte[] frames, Runnable sent) {
        try {
            run(() -> {
                if (closing || watch.ended()) {
                    sent.run();
                } else {
                    context.writeAndFlush(Unpooled.wrappedBuffer(frames)).addListener(done -> sent.run());
                }
            });
        } catch (RejectedExecutionException stopped) {
            log.debug("{} is not told of a change: the hub stops", principal.name());
        }
    }

    private void tellLosses() {
        long lost = outlet.takeDropped();
        if (lost > 0) {
            Bytes out = new Bytes(256);
            Replies.error(out, Refusal.slow(lost, hub.settings().maxPending()), Map.of("dropped", lost));
            write(out.array, out.length);
            context.flush();
            log.info("{} reads again; {} events were lost to it", principal.name(), lost);
        }
    }

    /** The regular look: too slow, silent, gone, or no longer allowed what it subscribed to. */
    void check(long now) {
        if (closing || !context.channel().isActive()) {
            return;
        }
        if (blocked && now - blockedSince > hub.settings().slow().toNanos()) {
            close(4008, "too slow");
            return;
        }
        if (outlet.open()) {
            tellLosses();
        }
        conversation.wakeWatches();
        long silent = now - lastRead;
        long idle = hub.settings().idle().toNanos();
        if (!blocked && pinged && now - pingedAt > idle) {
            close(4009, "no answer to a ping");
        } else if (!blocked && silent > idle && !pinged) {
            pinged = true;
            pingedAt = now;
            context.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) 0x89, 0}), context.voidPromise());
        }
        if (epoch != hub.access().epoch()) {
            epoch = hub.access().epoch();
            conversation.recheck();
            writeReplies();
            context.flush();
        }
    }

    /** Says good-bye and closes; does not wait for a client that does not read. */
    void close(int code, String why) {
        if (closing) {
            return;
        }
        closing = true;
        reader.stop();
        hub.router().remove(this);
        conversation.endWatches();
        log.debug("Closing the connection of {}: {} {}", principal.name(), code, why);
        writeReplies();
        byte[] reason = Bytes.utf8(why);
        Bytes out = new Bytes(128);
        WsFrames.header(out, WsFrames.CLOSE, 2 + Math.min(reason.length, 120));
        out.put(code >> 8);
        out.put(code);
        out.put(reason, 0, Math.min(reason.length, 120));
        DuplexChannel channel = (DuplexChannel) context.channel();
        channel.config()
                .setAutoRead(true); // closing over unread bytes would reset the connection before the code is read
        context.writeAndFlush(Unpooled.wrappedBuffer(out.array, 0, out.length))
                .addListener(sent -> Secured.endOutput(channel));
        context.executor().schedule(() -> context.close(), 2, TimeUnit.SECONDS);
    }

    /** Runs something on the connection's event loop. */
    void run(Runnable action) {
        context.executor().execute(action);
    }

    void awaitEnd(long nanos) {
        context.channel().closeFuture().awaitUninterruptibly(nanos, TimeUnit.NANOSECONDS);
    }

    String name() {
        return principal.name();
    }

    long pending() {
        return outlet.pending();
    }

    long dropped() {
        return outlet.dropped();
    }

    int patterns() {
        return conversation.patterns();
    }

    Instant since() {
        return since;
    }

    /** What others may know of it; for any thread. */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("principal", principal.name());
        view.put("role", principal.role().name().toLowerCase(Locale.ROOT));
        view.put("remote", remote);
        view.put("since", since.toString());
        view.put("patterns", conversation.patterns());
        view.put("watches", conversation.watches());
        view.put("events_in", conversation.taken());
        view.put("events_out", outlet.sent());
        view.put("events_dropped", outlet.dropped());
        view.put("pending_bytes", outlet.pending());
        return view;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        hub.router().remove(this);
        conversation.endWatches();
        hub.peers().remove(this);
        log.debug("{} has gone", principal.name());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("The connection of {} broke: {}", principal.name(), cause.getMessage());
        } else {
            log.warn("The connection of {} failed and is closed", principal.name(), cause);
        }
        memory.replies.clear();
        memory.run.clear();
        ctx.close();
    }

    /** What the reader cuts out. */
    private final class Frames implements FrameReader.Receiver {

        @Override
        public void onMessage(boolean text, byte[] b, int from, int to) {
            if (text) {
                conversation.hear(b, from, to);
            } else {
                conversation.refuse(Refusal.badFrame("A binary message came; the hub speaks text."));
            }
        }

        @Override
        public void onTooLarge(long length) {
            conversation.refuse(Refusal.tooLarge(length, hub.settings().maxFrame()));
        }

        @Override
        public void onPing(byte[] b, int from, int to) {
            WsFrames.header(memory.replies, WsFrames.PONG, to - from);
            memory.replies.put(b, from, to);
        }

        @Override
        public void onPong() {
            log.trace("{} answers", principal.name());
        }

        @Override
        public void onClose(byte[] b, int from, int to) {
            conversation.endRun();
            int code = CloseCodes.answer(b, from, to);
            close(code, code == 1002 ? "malformed close" : "");
        }

        @Override
        public void onBroken(int code, String why) {
            conversation.endRun();
            close(code, why);
        }
    }
}
