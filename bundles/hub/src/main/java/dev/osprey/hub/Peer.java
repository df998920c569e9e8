package dev.osprey.hub;

import dev.osprey.access.Principal;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection. All runs on its event loop but {@link #open}, {@link #write}, {@link #tooSlow} and what tells others of it.
 */
final class Peer extends ChannelInboundHandlerAdapter implements Watches.Line {

    private static final Logger log = LoggerFactory.getLogger(Peer.class);

    private final Hub hub;
    private final Principal principal;
    private final long number;
    private final Instant since = Instant.now();
    private final Speech speech;
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
    private final AtomicBoolean slow = new AtomicBoolean();
    private boolean closing;
    private final Parting parting = new Parting();
    private boolean held;
    private long epoch;
    private final Tally tally = new Tally();
    /** Null until the first event; for any thread. */
    private volatile Rates rates;

    Peer(Hub hub, Principal principal, Speech speech) {
        this.speech = speech;
        this.hub = hub;
        this.principal = principal;
        this.number = hub.peers().nextNumber();
    }

    Principal principal() {
        return principal;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        memory = LoopMemory.get();
        outlet = speech.outlet(ctx.channel(), memory);
        conversation = new Conversation(hub, principal, this, memory, this::feed);
        reader = speech.reader(hub.settings().maxFrame(), new Frames(), conversation::refuse, memory);
        epoch = hub.access().epoch();
        hub.peers().add(this);
        hub.annex().presence().connected(id(), principal);
        hub.stats().accepted.increment();
        log.debug("{} has connected", principal.name());
    }

    private static String address(SocketAddress remote) {
        return remote instanceof InetSocketAddress ip
                ? Loopback.inUrl(ip.getAddress().getHostAddress()) + ":" + ip.getPort()
                : String.valueOf(remote);
    }

    private Feed feed(Terms terms) {
        Feed feed = new Feed(terms, this, outlet, speech.dialect(terms, hub), hub);
        outlet.add(feed);
        return feed;
    }

    /** A subscription's queue is full, and its policy says that this ends the connection. From any thread. */
    void tooSlow(Feed feed) {
        if (slow.compareAndSet(false, true)) {
            hub.stats().tooSlow.increment();
            hub.slowness().tell(principal.name(), id(), feed);
            run(() -> close(
                    4408,
                    "too slow: over " + feed.terms().maxEvents() + " events or "
                            + feed.terms().maxBytes() + " bytes wait; read faster, or choose another policy"));
        }
    }

    /** A subscriber that must not lose anything has no room: the client is not read until it has. */
    void hold(boolean hold) {
        held = hold;
        if (!hold) {
            lastRead = System.nanoTime(); // it could not be heard
            pinged = false;
        }
        readOn();
    }

    private void readOn() {
        context.channel()
                .config()
                .setAutoRead(closing || !held && context.channel().isWritable());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof ByteBuf bytes && !closing) {
                memory.beginRead();
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
        memory.endRead();
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
        readOn(); // no more questions from a client that does not read the answers
        if (writable) {
            outlet.wake();
            conversation.wakeWatches();
        }
    }

    @Override
    public boolean open() {
        return outlet.roomy();
    }

    @Override
    public void write(Watch watch, byte[] frames, Runnable sent) {
        send(frames, () -> !watch.ended(), sent);
    }

    /** Writes frames if they are still wanted on the event loop, and calls back when they have gone out or will not. From any thread. */
    void send(byte[] frames, BooleanSupplier wanted, Runnable sent) {
        try {
            run(() -> {
                if (closing || !wanted.getAsBoolean()) {
                    sent.run();
                } else {
                    context.writeAndFlush(Unpooled.wrappedBuffer(frames)).addListener(done -> sent.run());
                }
            });
        } catch (RejectedExecutionException stopped) {
            log.debug("{} is not told of something: the hub stops", principal.name());
        }
    }

    /** The regular look: too slow, silent, gone, or no longer allowed what it subscribed to. */
    void check(long now) {
        if (closing || !context.channel().isActive()) {
            return;
        }
        if (blocked && now - blockedSince > hub.settings().slow().toNanos()) {
            close(
                    4408,
                    "too slow: nothing was read for " + hub.settings().slow().toSeconds() + " s");
            return;
        }
        look(now);
        if (outlet.waits()) {
            outlet.wake(); // memory may have been short, or what was dropped is not told yet
        }
        conversation.wakeWatches();
        long silent = now - lastRead;
        long idle = hub.settings().idle().toNanos();
        boolean heard = !blocked && !held;
        if (heard && pinged && now - pingedAt > idle) {
            close(4408, "no answer to a ping");
        } else if (heard && silent > idle && !pinged) {
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

    private void look(long now) {
        long in = conversation.taken();
        long out = tally.written();
        if (rates == null && in + out > 0) {
            rates = new Rates();
        }
        if (rates != null) {
            rates.look(now, in, out);
        }
    }

    /** Says good-bye and closes; does not wait for a client that does not read. */
    void close(int code, String why) {
        if (closing) {
            return;
        }
        closing = true;
        parting.said(code);
        reader.stop();
        conversation.close();
        log.debug("Closing the connection of {}: {} {}", principal.name(), code, why);
        writeReplies();
        byte[] reason = Bytes.utf8(why);
        Bytes out = new Bytes(128);
        WsFrames.header(out, WsFrames.CLOSE, 2 + Math.min(reason.length, 120));
        out.put(code >> 8);
        out.put(code);
        out.put(reason, 0, Math.min(reason.length, 120));
        DuplexChannel channel = (DuplexChannel) context.channel();
        readOn(); // closing over unread bytes would reset the connection before the code is read
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

    String id() {
        return "c" + number;
    }

    /** How many connections there have been until this one. */
    long number() {
        return number;
    }

    /** Bytes that wait for the client, here and in its subscriptions. */
    long pending() {
        return outlet.pending() + outlet.queuedBytes();
    }

    /** What has become of the events for this client, over all its subscriptions, ended ones included. */
    Tally tally() {
        return tally;
    }

    int patterns() {
        return conversation.subscriptions().patterns();
    }

    /** What others may know of it; for any thread. */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id());
        view.put("principal", principal.name());
        view.put("role", principal.role().name().toLowerCase(Locale.ROOT));
        view.put("remote", address(context.channel().remoteAddress()));
        view.put("since", since.toString());
        view.put("patterns", patterns());
        view.put("watches", conversation.watches());
        view.put("calls", conversation.calls());
        view.put("events_in", conversation.taken());
        view.put("events_out", tally.written());
        view.put("events_dropped", tally.dropped());
        view.put("rate_in", rates == null ? 0.0 : rates.in());
        view.put("rate_out", rates == null ? 0.0 : rates.out());
        view.put("queued_events", tally.queued());
        view.put("pending_bytes", pending());
        view.put("subscriptions", outlet.view());
        return view;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        conversation.end(parting);
        outlet.close();
        hub.peers().remove(this);
        hub.annex().presence().disconnected(id(), principal, since, parting);
        log.debug("{} has gone", principal.name());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("The connection of {} broke: {}", principal.name(), cause.getMessage());
        } else {
            log.warn("The connection of {} failed and is closed", principal.name(), cause);
        }
        conversation.abandon();
        memory.endRead();
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
            parting.heard(code);
            close(code, code == 1002 ? "malformed close" : "");
        }

        @Override
        public void onBroken(int code, String why) {
            conversation.endRun();
            close(code, why);
        }
    }
}
