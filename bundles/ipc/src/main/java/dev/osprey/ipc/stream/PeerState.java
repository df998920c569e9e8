package dev.osprey.ipc.stream;

import dev.osprey.ipc.method.Peer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What there is for one peer while it has the standing that it has. Thread-safe, unless something else is said. */
public final class PeerState implements AutoCloseable {

    /** As many subscriptions of each kind a peer may have. */
    public static final int MOST = 1_000;

    private final Peer peer;
    private final TopicFeed topics;
    private final Lane lane;
    private final Map<String, StreamSubscription> streams = new ConcurrentHashMap<>();
    private final Map<String, List<StreamSubscription>> byProcess = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, Runnable> calls = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public PeerState(Peer peer, TopicFeed topics, Lane lane) {
        this.peer = peer;
        this.topics = topics;
        this.lane = lane;
    }

    public Peer peer() {
        return peer;
    }

    /** The events that it follows. On the peer's event loop. */
    public TopicFeed topics() {
        return topics;
    }

    /** Where its requests are worked on in the order in which they came. */
    public Lane lane() {
        return lane;
    }

    /** @return false if it has too many */
    public boolean add(StreamSubscription subscription) {
        if (streams.size() >= MOST) {
            return false;
        }
        streams.put(subscription.id(), subscription);
        byProcess
                .computeIfAbsent(subscription.process(), process -> new CopyOnWriteArrayList<>())
                .add(subscription);
        if (closed) {
            remove(subscription.id());
        }
        return true;
    }

    public Optional<StreamSubscription> stream(String id) {
        return Optional.ofNullable(streams.get(id));
    }

    /** Ends a subscription. @return false if there is none of that id */
    public boolean remove(String id) {
        StreamSubscription gone = streams.remove(id);
        if (gone == null) {
            return false;
        }
        byProcess.computeIfPresent(gone.process(), (process, all) -> {
            all.remove(gone);
            return all.isEmpty() ? null : all;
        });
        gone.close();
        return true;
    }

    /** What it follows of a process. */
    public List<StreamSubscription> streamsOf(String process) {
        return byProcess.getOrDefault(process, List.of());
    }

    /** The process has ended. */
    public void removeStreamsOf(String process) {
        streamsOf(process).forEach(each -> remove(each.id()));
    }

    /** Notes a call that can be cancelled under the encoded id of its request. */
    public void began(ByteBuffer id, Runnable cancel) {
        calls.put(id, cancel);
        if (closed) {
            cancel.run();
        }
    }

    public void ended(ByteBuffer id, Runnable cancel) {
        calls.remove(id, cancel);
    }

    /** Cancels a call. @return false if none of that id runs */
    public boolean cancel(ByteBuffer id) {
        Runnable cancel = calls.remove(id);
        if (cancel == null) {
            return false;
        }
        cancel.run();
        return true;
    }

    /** It has gone, or is somebody else now: calls are cancelled, processes live on. On the peer's event loop. */
    @Override
    public void close() {
        closed = true;
        topics.close();
        List.copyOf(streams.keySet()).forEach(this::remove);
        List.copyOf(calls.keySet()).forEach(this::cancel);
    }
}
