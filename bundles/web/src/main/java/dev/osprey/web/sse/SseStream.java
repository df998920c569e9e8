package dev.osprey.web.sse;

import dev.osprey.access.Principal;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of server-sent events. Its source is asked whenever its socket takes more, and the client is never waited for: all
 * asking and writing is done in {@link #turn}, by the one thread of {@link SseStreams}.
 *
 * @param <S> what it is sent
 */
public final class SseStream<S extends SseSource> implements WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(SseStream.class);

    /** Events for one client before it is the turn of the next. */
    private static final int TURN = 64;

    private static final byte[] GREETING = Sse.ascii("retry: 1000\n\n");

    private final Principal principal;
    private final S source;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Consumer<SseStream<S>> toRun;

    /** Set until the server says for the first time that the socket takes something: a write before that would wait. */
    private final AtomicBoolean queued = new AtomicBoolean(true);

    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean keepAlive = new AtomicBoolean();
    private volatile boolean ending;

    private boolean greeted;
    private boolean unflushed;
    private boolean ended;

    /** @param toRun has {@link #turn} called soon */
    SseStream(Principal principal, S source, AsyncContext async, Consumer<SseStream<S>> toRun) throws IOException {
        this.principal = principal;
        this.source = source;
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.toRun = toRun;
    }

    public Principal principal() {
        return principal;
    }

    public S source() {
        return source;
    }

    /** The source has something, or may have. */
    public void wake() {
        if (queued.compareAndSet(false, true)) {
            toRun.accept(this);
        }
    }

    /** Ends it soon. */
    public void end() {
        ending = true;
        wake();
    }

    /** Time for a sign of life. */
    void onTick() {
        keepAlive.set(true);
        wake();
    }

    /** The server: the socket takes more. */
    @Override
    public void onWritePossible() {
        begin();
        wake();
    }

    /** The server: the client has gone, or took nothing for too long. */
    @Override
    public void onError(Throwable failure) {
        LOG.debug("A client of server-sent events has gone", failure);
        begin();
        end();
    }

    private void begin() {
        if (begun.compareAndSet(false, true)) {
            toRun.accept(this);
        }
    }

    /** Sends what the socket takes. @return false once it has ended */
    synchronized boolean turn() {
        queued.set(false);
        if (ended) {
            return false;
        }
        try {
            if (!ending && pump()) {
                wake();
            }
        } catch (IOException | RuntimeException e) {
            // whatever it is, it is this client's end and nobody else's
            LOG.debug("The stream of {} ends", principal.name(), e);
            ending = true;
        }
        if (ending) {
            ended = true;
            complete();
        }
        return !ended;
    }

    /** @return whether there is more to send right now */
    private boolean pump() throws IOException {
        for (int i = 0; out.isReady(); i++) {
            if (i == TURN) {
                return true;
            }
            byte[] next = next();
            if (next != null) {
                out.write(next);
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                // nothing for this client so far: it goes on when the others had their turn
                return source.more();
            }
        }
        // the server calls onWritePossible
        return false;
    }

    private byte[] next() {
        if (!greeted) {
            greeted = true;
            return GREETING;
        }
        byte[] next = source.next();
        if (next != null) {
            keepAlive.set(false);
            return next;
        }
        return keepAlive.getAndSet(false) ? source.signOfLife() : null;
    }

    private void complete() {
        source.close();
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("The server ended the stream of {} before", principal.name(), e);
        }
    }
}
