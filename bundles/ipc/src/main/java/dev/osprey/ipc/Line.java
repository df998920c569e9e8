package dev.osprey.ipc;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.method.Standing;
import dev.osprey.ipc.wire.WireWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection: what {@link Inbound} reads goes to the methods, what they and others send goes {@link Outbound}. */
final class Line extends ChannelInboundHandlerAdapter implements Peer {

    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final Principal LOCAL = Principal.of("local", Role.LOCAL);

    private final Desk desk;
    private final long number;
    private final long pid;
    private final Channel channel;
    private final Outbound outbound;
    private final Inbound inbound;
    private final LoopMemory memory;
    private final AtomicInteger unanswered = new AtomicInteger();
    private final long opened = System.nanoTime();
    private volatile Standing standing = Standing.STRANGER;
    private volatile Principal principal = LOCAL;
    private volatile String label = "";
    /** Said good-bye, in the sense of {@link #close}. */
    private volatile boolean ending;
    /** On the loop. */
    private Object attachment;
    /** On the loop. */
    private boolean welcomed;
    /** On the loop. */
    private int wrongTokens;
    /** When it was to be closed; on the loop. */
    private long endingSince;

    /** On the connection's event loop. */
    Line(Desk desk, long number, long pid, Channel channel) {
        this.desk = desk;
        this.number = number;
        this.pid = pid;
        this.channel = channel;
        this.memory = LoopMemory.get();
        this.outbound = new Outbound(channel, this::drained);
        this.inbound = new Inbound(this, desk, memory);
    }

    /** It may speak now. On the loop. */
    void welcome(Standing as) {
        standing = as;
        welcomed = true;
        if (as != Standing.STRANGER) {
            desk.methods().opened(this);
        }
        channel.config().setAutoRead(true);
    }

    /** It has shown who it is. On the loop. */
    void identified(Principal who) {
        principal = who;
        standing = Standing.IDENTIFIED;
        desk.methods().opened(this);
    }

    /** It has shown a token that is none; so many by now. On the loop. */
    int wrongToken() {
        return ++wrongTokens;
    }

    long pending() {
        return outbound.pending();
    }

    void label(String name) {
        label = name;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf read = (ByteBuf) message;
        try {
            if (!ending) {
                inbound.read(read);
                writeAnswers();
            }
        } finally {
            read.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        outbound.wake();
        resume();
    }

    private void drained() {
        resume();
    }

    /** Reads on where it had been stopped, if it may. */
    private void resume() {
        if (!ending && inbound.resume()) {
            writeAnswers();
            channel.flush();
        }
    }

    /** Gives what was answered at once to the channel, in its place. On the loop. */
    void writeAnswers() {
        WireWriter out = memory.out;
        if (out.length() > 0) {
            outbound.write(channel.alloc().directBuffer(out.length()).writeBytes(out.array(), 0, out.length()));
            out.clear();
        }
    }

    /** Whether another request may be read: the other side takes its answers, and not too many are missing. On the loop. */
    boolean ready(boolean again) {
        int most = desk.settings().maxRequests();
        return !ending && channel.isWritable() && unanswered.get() < (again ? most - most / 2 : most);
    }

    void reading(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Gives to the socket what has gathered amid a read. On the loop. */
    void flush() {
        writeAnswers();
        channel.flush();
    }

    LateAnswer defer() {
        unanswered.incrementAndGet();
        return new LateAnswer(this, memory.request);
    }

    /** Here is what {@link #defer} has promised. */
    void answered(ByteBuf frame) {
        unanswered.decrementAndGet();
        pass(frame);
    }

    @Override
    public boolean send(ByteBuf frames) {
        if (outbound.pending() > desk.settings().maxPending()) {
            frames.release();
            cut("more than " + desk.settings().maxPending() + " bytes wait for it");
            return false;
        }
        return pass(frames);
    }

    private boolean pass(ByteBuf frames) {
        boolean taken = outbound.send(frames);
        if (taken && channel.eventLoop().inEventLoop() && inbound.busy()) {
            writeAnswers();
            outbound.drain();
        } else if (taken) {
            try {
                outbound.schedule();
            } catch (RejectedExecutionException stopped) {
                outbound.close();
                return false;
            }
        }
        return taken;
    }

    @Override
    public boolean writable() {
        return outbound.writable();
    }

    @Override
    public boolean awaitRoom(Duration most) throws InterruptedException {
        return outbound.awaitRoom(most);
    }

    @Override
    public void close(String why) {
        run(() -> {
            if (!ending) {
                log.debug("Connection {} is closed: {}", number, why);
                ending = true;
                endingSince = System.nanoTime();
                if (inbound.busy()) {
                    writeAnswers();
                }
                outbound.finish();
            }
        });
    }

    /** Closes it at once: it does not keep to what everybody must. */
    void cut(String why) {
        run(() -> {
            if (channel.isOpen()) {
                desk.tally().cut();
                log.info("Connection {} of process {} is cut off: {}", number, pid, why);
                ending = true;
                channel.close();
            }
        });
    }

    /** Once a second. On the loop. */
    void check(long now) {
        if (outbound.stalled(now, desk.settings().stall())) {
            cut("it has taken nothing for " + desk.settings().stall().toSeconds() + " s");
        } else if (ending && now - endingSince > 3_000_000_000L) {
            channel.close();
        } else if (welcomed
                && standing == Standing.STRANGER
                && now - opened > desk.settings().identify().toNanos()) {
            close("it has not said who it is");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ending = true;
        outbound.close();
        desk.table().remove(this);
        if (standing != Standing.STRANGER) {
            desk.methods().closed(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("Connection {} has failed", number, cause);
        ctx.close();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public Standing standing() {
        return standing;
    }

    @Override
    public Principal principal() {
        return principal;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean open() {
        return !ending;
    }

    @Override
    public boolean run(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
            return true;
        }
        try {
            channel.eventLoop().execute(task);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    @Override
    public Object attachment() {
        return attachment;
    }

    @Override
    public void attach(Object keep) {
        attachment = keep;
    }
}
