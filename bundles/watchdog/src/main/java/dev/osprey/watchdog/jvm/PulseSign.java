package dev.osprey.watchdog.jvm;

import dev.osprey.event.Event;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.watchdog.check.Look;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Whether an event comes back from the hub. */
final class PulseSign implements VitalSign {

    static final String SUBJECT = "osprey.watchdog.pulse";

    private static final String SOURCE = "watchdog";
    private static final long EVERY = Duration.ofSeconds(30).toNanos();
    private static final long ALLOWED = Duration.ofSeconds(10).toNanos();

    private final EventHub hub;
    private final Subscription subscription;
    private volatile String returned = "";
    private String sent;
    private long at;

    PulseSign(EventHub hub) {
        this.hub = hub;
        this.subscription = hub.subscribe(
                List.of(SUBJECT),
                new SubscriptionOptions("osprey-watchdog-pulse", 16, SubscriptionOptions.Overflow.DROP_OLDEST),
                this::hear);
    }

    private void hear(Event event) {
        returned = event.id();
    }

    @Override
    public String name() {
        return "jvm.hub";
    }

    @Override
    public Look look(long now) {
        boolean back = sent == null || returned.equals(sent);
        if (!back && now - at > ALLOWED) {
            return Look.bad(
                    "An event was not delivered within "
                            + Duration.ofNanos(ALLOWED).toSeconds() + " s",
                    1);
        }
        if (back && (sent == null || now - at >= EVERY)) {
            at = now;
            sent = hub.publish(EventDraft.of(SUBJECT, Map.of()).from(SOURCE)).id();
        }
        return Look.GOOD;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
