package dev.osprey.ipc.stream;

import dev.osprey.event.Event;
import dev.osprey.event.EventRouter;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.method.Standing;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** All peers that may ask for something. Thread-safe, unless something else is said. */
public final class Peers implements AutoCloseable {

    private final EventRouter router;
    private final Function<Event, Object> reader;
    private final Workers workers;
    private final Map<Peer, PeerState> all = new ConcurrentHashMap<>();
    private final Map<Peer, PeerState> local = new ConcurrentHashMap<>();

    public Peers(EventRouter router, Function<Event, Object> reader, Workers workers) {
        this.router = router;
        this.reader = reader;
        this.workers = workers;
    }

    /** One that has come, or has another standing than before. On its event loop. */
    public void opened(Peer peer) {
        closed(peer);
        PeerState state = new PeerState(peer, new TopicFeed(peer, router, reader), new Lane(workers.brief()));
        peer.attach(state);
        all.put(peer, state);
        if (peer.standing() == Standing.LOCAL) {
            local.put(peer, state);
        }
    }

    /** One that has gone. On its event loop. */
    public void closed(Peer peer) {
        local.remove(peer);
        PeerState state = all.remove(peer);
        if (state != null) {
            state.close();
        }
    }

    /** What there is for a peer. On its event loop. */
    public static PeerState of(Peer peer) {
        return (PeerState) peer.attachment();
    }

    /** Those that have not said who they are. */
    public Collection<PeerState> local() {
        return local.values();
    }

    @Override
    public void close() {
        // Their loops have ended, or are about to, when the methods go.
        all.values().forEach(PeerState::close);
        all.clear();
        local.clear();
    }
}
