package dev.osprey.watchdog.round;

import dev.osprey.event.Event;
import dev.osprey.event.EventHub;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.watchdog.check.Signs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hears what modules say of themselves, and what the registry says of them. Only modules that are watched have a place here. Thread-safe. */
public final class SignBoard implements AutoCloseable {

    static final String ALIVE = "module.alive";
    static final String EXPIRED = "module.expired";

    private static final int LARGEST = 4096;
    private static final double LONGEST_SECONDS = 86_400;

    private final Map<String, Signs> places = new ConcurrentHashMap<>();
    private final EventHub hub;
    private final Subscription subscription;

    public SignBoard(EventHub hub) {
        this.hub = hub;
        this.subscription = hub.subscribe(
                List.of(ALIVE, EXPIRED),
                new SubscriptionOptions("osprey-watchdog", 10_000, SubscriptionOptions.Overflow.DROP_OLDEST),
                this::hear);
    }

    Signs of(String module) {
        return places.computeIfAbsent(module, name -> new Signs());
    }

    void remove(String module) {
        places.remove(module);
    }

    private void hear(Event event) {
        if (event.data().length > LARGEST) {
            return;
        }
        Map<?, ?> data = hub.read(event) instanceof Map<?, ?> map ? map : Map.of();
        Object module = data.get("module_id");
        if (event.subject().equals(EXPIRED)) {
            Signs signs = module instanceof String name ? places.get(name) : null;
            if (signs != null) {
                signs.expired();
            }
            return;
        }
        // A module speaks for itself only; the hub vouches for the source.
        Signs signs = module == null || module.equals(event.source()) ? places.get(event.source()) : null;
        if (signs != null) {
            signs.alive(within(data.get("within")));
        }
    }

    private static Duration within(Object seconds) {
        return seconds instanceof Number number && number.doubleValue() > 0 && number.doubleValue() <= LONGEST_SECONDS
                ? Duration.ofMillis(Math.max(1, (long) (number.doubleValue() * 1000)))
                : null;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
