package dev.osprey.hub;

import dev.osprey.event.EventDraft;
import dev.osprey.event.EventRouter;
import java.util.function.Consumer;

/** What every connection of one hub shares beside events: see each part. */
record Annex(CallDesk calls, Presence presence, Retained retained) implements AutoCloseable {

    /** @param publisher publishes what the hub itself has to say */
    static Annex of(HubSettings settings, EventRouter router, Consumer<EventDraft> publisher) {
        return new Annex(
                new CallDesk(),
                new Presence(publisher),
                new Retained(
                        router,
                        settings.limits().retainedEvents(),
                        settings.limits().retainedBytes()));
    }

    @Override
    public void close() {
        calls.close();
        presence.close();
    }
}
