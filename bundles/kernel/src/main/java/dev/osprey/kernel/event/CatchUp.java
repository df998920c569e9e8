package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventJournal;
import dev.osprey.event.Gap;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was kept, page by page, until a subscription can go on with the live events: what is read last is read between two
 * publications, and there the subscription begins. Used by one thread at a time.
 */
final class CatchUp {

    /** About how many bytes of events are in memory at once. */
    private static final int PAGE = 64 << 10;

    private static final int ATTEMPTS = 5;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final String name;
    private final SubjectRouter router;
    private final Collection<String> patterns;
    private final Position from;
    private final EventJournal journal;
    private Replay replay;

    /** The number up to which nothing is missing. */
    private long seen;

    private int failures;

    /** Whether there was nothing more to read. */
    private boolean ended;

    private boolean lost;
    private boolean joined;

    /**
     * @throws NoStreamException if nothing keeps all that matches
     */
    CatchUp(String name, SubjectRouter router, Collection<String> patterns, Position from) {
        this.name = name;
        this.router = router;
        this.patterns = patterns;
        this.from = from;
        this.journal = router.journal();
        if (journal == null) {
            throw new NoStreamException("Nothing keeps events, so " + patterns
                    + " cannot be read from an earlier place;" + " start the bundle streams, or subscribe without one");
        }
        this.replay = journal.replay(patterns, from);
    }

    /**
     * Reads on.
     *
     * @param join subscribes to the live events; called once, before the last portion is returned
     * @return null after the last
     */
    Portion next(Runnable join) {
        if (joined) {
            return null;
        }
        if (failures > 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (!ended) {
            return read();
        }
        Joining joining = new Joining(join);
        router.inOrder(joining);
        return joining.portion;
    }

    private Portion read() {
        try {
            if (router.journal() != journal) {
                // What was published between the two journals is in neither.
                throw new IllegalStateException("the streams were configured anew, or have stopped, while it was read");
            }
            if (replay == null) {
                replay = journal.replay(patterns, seen > 0 ? Position.from(seen + 1) : from);
            }
            Replay.Page page = replay.next(PAGE);
            List<Event> events = page.batch() == null ? List.of() : page.batch().events();
            if (page.gap() != null) {
                seen = Math.max(seen, page.gap().last());
            }
            if (!events.isEmpty()) {
                seen = events.get(events.size() - 1).sequence();
            }
            failures = 0;
            ended = page.end();
            return new Portion(events, page.gap());
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private Portion failed(RuntimeException e) {
        replay = null;
        failures++;
        ended = false;
        if (failures == ATTEMPTS || router.journal() != journal) {
            LOG.warn("The subscriber {} goes on with the live events and is told of a gap", name, e);
            failures = 0;
            lost = true;
            ended = true;
        }
        return Portion.NOTHING;
    }

    private Gap missing() {
        long first = Math.max(1, Math.max(seen + 1, from.sequence()));
        long last = router.last();
        return first > last ? null : new Gap(Gap.Reason.EXPIRED, -1, first, last);
    }

    /**
     * A part of what was kept.
     *
     * @param gap what is missing before it, or null
     */
    record Portion(List<Event> events, Gap gap) {
        static final Portion NOTHING = new Portion(List.of(), null);
    }

    /** The last step, which comes to nothing if more was published meanwhile than one page holds. */
    private final class Joining implements Runnable {
        private final Runnable join;
        private Portion portion;

        Joining(Runnable join) {
            this.join = join;
        }

        @Override
        public void run() {
            boolean instead = lost;
            portion = instead ? new Portion(List.of(), missing()) : read();
            if (instead || ended && !lost) {
                join.run();
                joined = true;
            }
        }
    }
}
