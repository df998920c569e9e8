package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventListener;
import dev.osprey.event.Gap;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The boundary to foreign code: whatever a listener throws, linkage errors of a bundle that has gone included, ends one call only.
 * Knows the place in the subscription's own count. Used by one worker at a time.
 */
final class Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    private final String name;
    private final EventBatchListener listener;
    private final List<Event> events = new ArrayList<>();

    /** How many events were handed over or reported as lost. */
    private long place;

    Receiver(String name, EventBatchListener listener) {
        this.name = name;
        this.listener = listener;
    }

    /** Gives a listener one event at a time. */
    static EventBatchListener oneByOne(EventListener listener) {
        return new OneByOne(listener);
    }

    /** Hands over what was taken, and tells of losses in their places. */
    void deliver(Claim claim) {
        long end = place + claim.events();
        do {
            long lost = next(claim);
            if (!events.isEmpty()) {
                hand(events);
                events.clear();
            }
            if (lost > 0) {
                overflow(lost);
                end += lost;
            }
        } while (claim.more());
        claim.clear();
        place = end;
    }

    /** What cannot be decoded is passed over. */
    private long next(Claim claim) {
        try {
            return claim.next(events);
        } catch (RuntimeException | Error e) {
            LOG.warn("An event for the subscriber {} cannot be decoded; it gets the next", name, e);
            return 0;
        }
    }

    void overflow(long count) {
        Gap gap = new Gap(Gap.Reason.OVERFLOW, count, place + 1, place + count);
        place += count;
        tell(gap);
    }

    /** The boundary to foreign code: whatever a listener throws ends this call only, or its worker would never run again. */
    void hand(List<Event> some) {
        place += some.size();
        try {
            listener.onEvents(some);
        } catch (Exception | Error e) {
            LOG.warn("The subscriber {} failed on an event; it gets the next", name, e);
        }
    }

    void tell(Gap gap) {
        try {
            listener.onGap(gap);
        } catch (Exception | Error e) {
            LOG.warn("The subscriber {} failed on a gap; it gets the next event", name, e);
        }
    }

    private record OneByOne(EventListener listener) implements EventBatchListener {
        @Override
        public void onEvents(List<Event> events) {
            listener.onEvent(events.get(0));
        }

        @Override
        public void onGap(Gap gap) {
            listener.onGap(gap);
        }
    }
}
