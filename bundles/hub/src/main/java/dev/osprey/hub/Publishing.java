package dev.osprey.hub;

import dev.osprey.access.Principal;
import dev.osprey.event.EventBatch;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.JournalException;
import dev.osprey.hub.json.JsonScanner;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Events that one connection publishes. Those that follow each other to the same target are a run: they are gathered, looked up
 * among the recent ones and given away at once; where a stream on disk has to keep them, acknowledged only then. On the connection's event loop.
 */
final class Publishing {

    /** A run is given away when it has this many bytes, so that subscribers need not wait for a long read to end. */
    private static final int RUN = 256 << 10;

    /** The longest id, in bytes of JSON. */
    static final int MAX_ID = 257;

    /** Top-level keys of an event: the hub adds up to five, and reads it again. */
    private static final int MOST_KEYS = JsonScanner.MAX_KEYS - 5;

    private static final byte[] TRUE = Bytes.utf8("true");

    private final Hub hub;
    private final Peer self;
    private final LoopMemory memory;
    private final byte[] source;
    private final long sourceKey;
    private final Targets targets;
    private final Throttle throttle;

    /** Events taken from this connection. Written by its event loop only. */
    private long taken;

    // The run under way: events for the same target, spliced into memory.run.
    private Target target;
    private boolean echo;
    /** The run is one event, to be retained, or to take the retained one back. */
    private boolean retain;

    private boolean unretain;
    private int events;
    private long accepted;

    Publishing(Hub hub, Principal principal, Peer self, LoopMemory memory, Denials denials) {
        this.hub = hub;
        this.self = self;
        this.memory = memory;
        this.source = JsonText.quote(principal.name());
        this.sourceKey = hub.recent().source(source);
        this.throttle = new Throttle(
                hub.annex().quotas().of(principal), hub.annex().quotas().clock());
        this.targets = new Targets(hub.router(), hub.access(), principal, denials, hub.stats().traffic);
    }

    /** Takes an event, and answers it unless it is the first of what a durable stream has to keep. */
    void publish(Frame frame) {
        hub.stats().received.increment();
        if (throttle.over()) {
            refuseForNow(frame);
            return;
        }
        if (frame.json.size() > MOST_KEYS) {
            throw new RefusedException(Refusal.badField(
                    "The event has " + frame.json.size() + " top-level keys, at most " + MOST_KEYS + " are taken."));
        }
        if (!frame.isString(frame.event)) {
            throw new RefusedException(Refusal.badField("event must be a string, the subject."));
        }
        Target to;
        try {
            to = targets.of(frame);
        } catch (InvalidSubjectException e) {
            throw new RefusedException(Refusal.badSubject(e.getMessage()));
        }
        if (!to.verdict.allowed()) {
            hub.stats().denied.increment();
            Replies.error(memory.replies, Refusal.denied(to.verdict), Conversation.about(frame));
            return;
        }
        int idLength = frame.eventId < 0 ? 0 : frame.json.to(frame.eventId) - frame.json.from(frame.eventId);
        boolean named = idLength > 2 && frame.isString(frame.eventId);
        if (!named && frame.eventId >= 0 && frame.json.kind(frame.eventId) != 'n' && !frame.isString(frame.eventId)) {
            throw new RefusedException(Refusal.badField("event_id must be a string."));
        }
        if (idLength > MAX_ID) {
            throw new RefusedException(Refusal.badField("event_id has more than " + (MAX_ID - 2) + " bytes."));
        }
        take(frame, to, named);
    }

    private void refuseForNow(Frame frame) {
        endRun(); // answers stay in the order of the events
        hub.stats().limited.increment();
        Map<String, Object> about = new LinkedHashMap<>(Conversation.about(frame));
        about.put("retry_after_ms", throttle.retryAfter());
        Replies.error(
                memory.replies, Refusal.rateLimited(hub.settings().limits().principalRate()), about);
        if (throttle.stubborn()) {
            // Not amid the reading of what has come.
            self.run(() -> self.close(4429, "too many events for over 10 s; heed rate_limited and its retry_after_ms"));
        }
    }

    private void take(Frame frame, Target to, boolean named) {
        boolean hearsItself = frame.is(frame.echo, TRUE);
        boolean retained = frame.retain >= 0 && frame.is(frame.retain, TRUE);
        if (events > 0 && (retained || to != target || hearsItself != echo || memory.run.length > RUN)) {
            endRun();
        }
        if (events == memory.ids.length) {
            memory.ids = Arrays.copyOf(memory.ids, events * 2);
        }
        Bytes acks = retained || to.route.durable() ? memory.acks : memory.replies;
        byte[] newId = null;
        if (named) {
            int from = frame.json.from(frame.eventId);
            int end = frame.json.to(frame.eventId);
            memory.ids[events] = hub.recent().hash(sourceKey, frame.bytes, from, end);
            Replies.ackEvent(acks, frame.bytes, from, end);
        } else {
            newId = EventIds.next();
            memory.ids[events] = RecentIds.NONE;
            Replies.ackEvent(acks, newId, 0, newId.length);
        }
        if (events++ == 0) {
            target = to;
            echo = hearsItself;
            accepted = System.currentTimeMillis();
        }
        if (retained || to.route.wanted()) {
            memory.splicer.splice(frame, memory.run, source, newId, accepted);
        }
        if (retained) {
            retain = true;
            unretain = frame.data >= 0 && frame.json.kind(frame.data) == 'n';
            endRun();
        }
    }

    /** Gives what has gathered to the subscribers, but for what has been there before. */
    void endRun() {
        if (events == 0) {
            return;
        }
        Target to = target;
        int count = events;
        events = 0;
        target = null;
        Bytes run = memory.run;
        boolean mayFail = retain || to.route.durable();
        int known = hub.recent().add(memory.ids, count, mayFail);
        boolean published = false;
        try {
            if (known > 0) {
                hub.stats().duplicates.add(known);
                withoutKnown(run, count);
            }
            if (run.length > 0) {
                give(to, run, count - known);
            }
            published = true;
            taken += count;
            hub.stats().routed.add(count - known);
            to.count.add(count - known);
            settleAcks();
        } catch (JournalException e) {
            refuseRun(Refusal.notKept(e.getMessage()));
        } catch (RefusedException e) {
            refuseRun(e.refusal());
        } finally {
            if (mayFail || !published) {
                hub.recent().settle(memory.ids, count, published);
            }
            retain = false;
            run.clear();
        }
        if (hub.brakes().any()) {
            hub.brakes().brake(self, to.subject);
        }
    }

    /** Moves the frames together over those whose ids were known. */
    private void withoutKnown(Bytes run, int count) {
        int at = 0;
        int end = 0;
        for (int i = 0; i < count && at < run.length; i++) {
            int next = (int) (WsFrames.payload(run.array, at) >> 32);
            if (memory.ids[i] != RecentIds.KNOWN) {
                System.arraycopy(run.array, at, run.array, end, next - at);
                end += next - at;
            }
            at = next;
        }
        run.length = end;
    }

    private void give(Target to, Bytes run, int count) {
        FrameBatch batch = new FrameBatch(
                to.subject,
                retain || to.route.keepsBatches() ? run.copy() : run.array,
                0,
                run.length,
                count,
                accepted,
                hub.peers().allocator());
        try {
            if (retain) {
                retain(to, batch);
            } else {
                hub.router().publish(to.route, batch, echo ? null : self);
            }
        } finally {
            batch.release();
        }
    }

    private void retain(Target to, FrameBatch batch) {
        Consumer<EventBatch> publication = event -> hub.router().publish(to.route, event, echo ? null : self);
        if (unretain) {
            hub.annex().retained().remove(to.subject, batch, publication);
        } else {
            hub.annex().retained().publish(to.subject, batch, publication);
        }
    }

    private void settleAcks() {
        Bytes acks = memory.acks;
        if (acks.length > 0) {
            memory.replies.put(acks.array, 0, acks.length);
            acks.clear();
        }
    }

    /** Nothing of the run was kept or has gone out: nothing is acknowledged. */
    private void refuseRun(Refusal why) {
        Bytes acks = memory.acks;
        for (int at = 0; at < acks.length; ) {
            long payload = WsFrames.payload(acks.array, at);
            int from = (int) payload + Replies.ackHead();
            int to = (int) (payload >> 32) - 1;
            hub.stats().errors.increment();
            Replies.error(memory.replies, why, Map.of("event_id", JsonText.tree(acks.array, from, to)));
            at = to + 1;
        }
        acks.clear();
    }

    /** Gives up the run under way; nothing of it has been acknowledged to the client. */
    void abandon() {
        events = 0;
        target = null;
        memory.run.clear();
        memory.acks.clear();
    }

    /** How many events it has sent, about; for any thread. */
    long taken() {
        return taken;
    }
}
