package dev.osprey.ipc.stream;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import dev.osprey.event.EventRouter;
import dev.osprey.event.EventSink;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.wire.Absent;
import dev.osprey.ipc.wire.Frames;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The events that one peer follows. An event that several of its topics name comes once. Thread-safe. */
public final class TopicFeed implements EventSink, AutoCloseable {

    /** A peer for which more gathers is cut off. */
    static final long MOST = 4L << 20;

    /** What an event takes at least, where nobody says. */
    private static final int LEAST = 256;

    /** As JavaScript writes it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private record Topic(KairoPattern pattern, String cover) {}

    private final Peer peer;
    private final EventRouter router;
    private final Function<Event, Object> reader;
    private final Map<String, Topic> topics = new ConcurrentHashMap<>();
    private final Queue<EventBatch> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong gathered = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile boolean closed;

    /** @param reader parses the data of an event */
    public TopicFeed(Peer peer, EventRouter router, Function<Event, Object> reader) {
        this.peer = peer;
        this.router = router;
        this.reader = reader;
    }

    /**
     * Follows a topic. On the peer's event loop, as {@link #unsubscribe} and {@link #close}.
     *
     * @param cover what the router is asked for
     * @throws dev.osprey.event.InvalidSubjectException if it cannot be
     */
    public void subscribe(String id, KairoPattern pattern, String cover) {
        router.subscribe(cover, this);
        topics.put(id, new Topic(pattern, cover));
    }

    /** @return false if there is no such subscription */
    public boolean unsubscribe(String id) {
        Topic topic = topics.remove(id);
        if (topic == null) {
            return false;
        }
        if (topics.values().stream().noneMatch(other -> other.cover().equals(topic.cover()))) {
            router.unsubscribe(topic.cover(), this);
        }
        return true;
    }

    public int size() {
        return topics.size();
    }

    @Override
    public void accept(EventBatch batch) {
        if (closed) {
            return;
        }
        long weight = weight(batch);
        if (gathered.addAndGet(weight) > MOST) {
            closed = true;
            peer.close("more than " + MOST + " bytes of events have gathered for it");
            return;
        }
        queue.add(batch);
        if (scheduled.compareAndSet(false, true)) {
            peer.run(this::drain);
        }
    }

    private static long weight(EventBatch batch) {
        return Math.max(batch.weight(), (long) LEAST * batch.size());
    }

    private void drain() {
        scheduled.set(false);
        for (EventBatch batch = queue.poll(); batch != null; batch = queue.poll()) {
            gathered.addAndGet(-weight(batch));
            for (Event event : batch.events()) {
                if (!closed && wanted(event.subject())) {
                    peer.send(Push.frame(Frames.EVENT, fields(event)));
                }
            }
        }
    }

    private boolean wanted(String subject) {
        for (Topic topic : topics.values()) {
            if (topic.pattern().matches(subject)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, Object> fields(Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("topic", event.subject());
        fields.put("payload", reader.apply(event));
        fields.put("correlationId", orAbsent(event.correlationId()));
        fields.put("causationId", orAbsent(event.causationId()));
        fields.put("traceId", orAbsent(traceId(event.traceparent())));
        fields.put("source", event.source());
        fields.put("time", TIME.format(event.time()));
        fields.put("id", event.id());
        return fields;
    }

    private static Object orAbsent(Object value) {
        return value == null ? Absent.ABSENT : value;
    }

    private static String traceId(String traceparent) {
        String[] parts = traceparent == null ? new String[0] : traceparent.split("-");
        return parts.length == 4 ? parts[1] : null;
    }

    @Override
    public void close() {
        closed = true;
        router.remove(this);
        topics.clear();
        queue.clear();
    }
}
