package dev.osprey.hub;

import dev.osprey.event.EventDraft;
import dev.osprey.event.EventRouter;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What every connection of one hub shares beside events: see each part. */
record Annex(CallDesk calls, Presence presence, Retained retained, Quotas quotas, CloudEventDialect cloud)
        implements AutoCloseable {

    /**
     * @param publisher publishes what the hub itself has to say
     * @param clock nanoseconds
     */
    static Annex of(HubSettings settings, EventRouter router, Consumer<EventDraft> publisher, LongSupplier clock) {
        return new Annex(
                new CallDesk(),
                new Presence(publisher),
                new Retained(
                        router,
                        settings.limits().retainedEvents(),
                        settings.limits().retainedBytes()),
                new Quotas(settings.limits(), clock),
                new CloudEventDialect());
    }

    @Override
    public void close() {
        calls.close();
        presence.close();
    }
}
