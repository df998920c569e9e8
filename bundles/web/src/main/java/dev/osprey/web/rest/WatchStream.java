package dev.osprey.web.rest;

import dev.osprey.access.Principal;
import dev.osprey.registry.ChangePage;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows the registry. It is read on from its position whenever its socket takes more, and never waited for: all
 * reading and writing is done in {@link #turn}, by the one thread of {@link Watches}.
 */
final class WatchStream implements WriteListener {

    /** Changes to read at a time. */
    static final int PAGE = 500;

    private static final Logger LOG = LoggerFactory.getLogger(WatchStream.class);

    /** Events for one client before it is the turn of the next. */
    private static final int TURN = 64;

    private final RegistryWatch registry;
    private final Principal principal;
    private final LookupFilter filter;
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Consumer<WatchStream> toRun;

    /** Set until the server says for the first time that the socket takes something: a write before that would wait. */
    private final AtomicBoolean queued = new AtomicBoolean(true);

    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final AtomicBoolean keepAlive = new AtomicBoolean();
    private volatile boolean ending;

    private FrameSource frames;
    private Revision at;
    private Revision told;
    private boolean more;
    private boolean greeted;
    private boolean unflushed;
    private boolean ended;

    /**
     * @param first what was read for it already
     * @param toRun has {@link #turn} called soon
     */
    WatchStream(
            RegistryWatch registry,
            Principal principal,
            LookupFilter filter,
            ChangePage first,
            AsyncContext async,
            Consumer<WatchStream> toRun)
            throws IOException {
        this.registry = registry;
        this.principal = principal;
        this.filter = filter;
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.toRun = toRun;
        take(first);
    }

    Principal principal() {
        return principal;
    }

    RegistryWatch registry() {
        return registry;
    }

    /** Which modules it follows. */
    String module() {
        return filter.module();
    }

    /** There is something new to read. */
    void onChange() {
        changed.set(true);
        wake();
    }

    /** Time for a sign of life. */
    void onTick() {
        keepAlive.set(true);
        wake();
    }

    /** Ends it soon. */
    void end() {
        ending = true;
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
        LOG.debug("A client that watched has gone", failure);
        begin();
        end();
    }

    private void begin() {
        if (begun.compareAndSet(false, true)) {
            toRun.accept(this);
        }
    }

    private void wake() {
        if (queued.compareAndSet(false, true)) {
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
            LOG.debug("The watch of {} ends", principal.name(), e);
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
                return more;
            }
        }
        // the server calls onWritePossible
        return false;
    }

    private byte[] next() {
        if (!greeted) {
            greeted = true;
            return ChangeFrames.ascii("retry: 1000\n\n");
        }
        byte[] next = frames.next();
        if (next == null && (changed.getAndSet(false) || more)) {
            take(registry.read(filter, at, PAGE));
            next = frames.next();
        }
        if (frames.told() != null) {
            told = frames.told();
        }
        if (next != null) {
            keepAlive.set(false);
            return next;
        }
        return keepAlive.getAndSet(false) ? signOfLife() : null;
    }

    /** Also tells where the registry is by now, lest a client that saw nothing for long must begin anew. */
    private byte[] signOfLife() {
        String id = at.equals(told) ? "" : "id: " + at + "\n";
        told = at;
        return ChangeFrames.ascii(": keep-alive\n" + id + "\n");
    }

    private void take(ChangePage page) {
        frames = page.reset()
                ? new ResetFrames(registry, filter, page.next(), page.changes().size())
                : new ChangeFrames(page.changes());
        at = page.next();
        more = page.more();
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("The server ended the watch of {} before", principal.name(), e);
        }
    }
}
