package dev.osprey.hub;

import dev.osprey.event.EventRouter;
import dev.osprey.event.Gap;
import dev.osprey.event.Replay;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a subscription what was kept, a page whenever the client has taken the one before, and then the live events without a hole
 * or a double. Runs on the replay thread, so that no event loop waits for a disk.
 */
final class Catchup implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Catchup.class);

    private static final int PAGE = 64 << 10;

    /** How much is read while publications wait, at most; a client that is not that near has to read on first. */
    private static final int LAST_PAGE = 256 << 10;

    private final EventRouter router;
    private final Replay replay;
    private final List<String> patterns;
    private final Feed feed;
    private final ReplayDesk desk;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile boolean cancelled;
    private volatile boolean done;

    Catchup(EventRouter router, Replay replay, List<String> patterns, Feed feed, ReplayDesk desk) {
        this.router = router;
        this.replay = replay;
        this.patterns = List.copyOf(patterns);
        this.feed = feed;
        this.desk = desk;
    }

    void start() {
        feed.onHungry(this::wake);
        wake();
    }

    /** No more of it; the live events neither. */
    void cancel() {
        cancelled = true;
        feed.onHungry(null);
    }

    /** Whether the live events have begun. */
    boolean done() {
        return done;
    }

    private void wake() {
        if (!cancelled && due.compareAndSet(false, true)) {
            desk.execute(this);
        }
    }

    @Override
    public void run() {
        due.set(false);
        if (cancelled || done || feed.isClosed() || !feed.isEmpty()) {
            return;
        }
        try {
            read();
        } catch (RuntimeException e) {
            log.warn(
                    "The replay of subscription {} failed; its connection is closed",
                    feed.terms().shown(),
                    e);
            cancel();
            feed.fail();
        }
    }

    private void read() {
        Replay.Page page = replay.next(PAGE);
        give(page);
        if (page.end()) {
            router.inOrder(this::join);
        } else if (page.batch() == null) {
            wake();
        }
    }

    /** Nothing is published meanwhile. */
    private void join() {
        Replay.Page page = replay.next(LAST_PAGE);
        give(page);
        if (page.end() && !cancelled && !feed.isClosed()) {
            done = true;
            feed.onHungry(null);
            feed.say(Replies.synced(feed.terms().name(), router.last()));
            patterns.forEach(pattern -> router.subscribe(pattern, feed));
            if (cancelled || feed.isClosed()) {
                router.remove(feed);
            }
        } else if (page.batch() == null) {
            wake();
        }
    }

    private void give(Replay.Page page) {
        Gap gap = page.gap();
        if (gap != null) {
            feed.say(Replies.expired(feed.terms().name(), gap));
        }
        if (page.batch() != null) {
            feed.replay(page.batch());
        }
    }
}
