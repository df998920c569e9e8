package dev.osprey.hub;

import dev.osprey.event.EventDraft;
import java.util.function.Consumer;

/** What every connection of one hub shares beside events: see each part. */
record Annex(CallDesk calls, Presence presence) implements AutoCloseable {

    /** @param publisher publishes what the hub itself has to say */
    static Annex of(HubSettings settings, Consumer<EventDraft> publisher) {
        return new Annex(new CallDesk(), new Presence(publisher));
    }

    @Override
    public void close() {
        calls.close();
        presence.close();
    }
}
