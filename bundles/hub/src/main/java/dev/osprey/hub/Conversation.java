package dev.osprey.hub;

import dev.osprey.access.Principal;
import dev.osprey.hub.json.JsonRefusedException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;

/** What a connection and the hub say to each other. Answers go into the loop's replies. On the connection's event loop. */
final class Conversation {

    private static final byte[] EVENT = Bytes.utf8("\"event\"");
    private static final byte[] SUBSCRIBE = Bytes.utf8("\"subscribe\"");
    private static final byte[] UNSUBSCRIBE = Bytes.utf8("\"unsubscribe\"");
    private static final byte[] WATCH = Bytes.utf8("\"watch\"");
    private static final byte[] UNWATCH = Bytes.utf8("\"unwatch\"");
    private static final byte[] CALL = Bytes.utf8("\"call\"");
    private static final byte[] CANCEL = Bytes.utf8("\"cancel\"");
    private static final byte[] WILL = Bytes.utf8("\"will\"");
    private static final byte[] PING = Bytes.utf8("\"ping\"");
    private static final byte[] PONG = Bytes.utf8("\"pong\"");
    private static final byte[] ACK = Bytes.utf8("\"ack\"");

    private final Hub hub;
    private final Principal principal;
    private final Peer line;
    private final LoopMemory memory;
    private final Denials denials;
    private final Subscribing subscribing;
    /** Made when the first event comes. */
    private volatile Publishing publishing;
    /** Made when the first is wanted. */
    private volatile WatchRequests watches;
    /** Made when the first is wanted. */
    private volatile Calls calls;
    /** Made when one is wanted. */
    private Will will;

    Conversation(Hub hub, Principal principal, Peer peer, LoopMemory memory, Function<Terms, Feed> feeds) {
        this.hub = hub;
        this.principal = principal;
        this.line = peer;
        this.memory = memory;
        this.denials = new Denials(hub.audit(), principal);
        this.subscribing = new Subscribing(hub, principal, denials, memory.replies, feeds);
    }

    void hear(byte[] b, int from, int to) {
        Frame frame = memory.frame;
        try {
            frame.parse(b, from, to);
        } catch (JsonRefusedException e) {
            refuse(Refusal.badFrame("At byte " + (e.at() - from) + ": " + e.getMessage() + "."));
            return;
        }
        try {
            if (frame.is(frame.type, EVENT)) {
                publishing().publish(frame);
            } else {
                answer(frame, b, from, to);
            }
        } catch (RefusedException e) {
            refuse(e.refusal(), about(frame));
        } catch (UncheckedIOException e) {
            refuse(Refusal.badFrame("A key occurs twice in a nested object."), about(frame));
        }
    }

    private void answer(Frame frame, byte[] b, int from, int to) {
        if (frame.is(frame.type, SUBSCRIBE)) {
            endRun();
            subscribing.subscribe(JsonText.tree(b, from, to));
        } else if (frame.is(frame.type, UNSUBSCRIBE)) {
            endRun();
            subscribing.unsubscribe(JsonText.tree(b, from, to));
        } else if (frame.is(frame.type, WATCH)) {
            requests().watch(JsonText.tree(b, from, to));
        } else if (frame.is(frame.type, UNWATCH)) {
            requests().unwatch(JsonText.tree(b, from, to));
        } else if (frame.is(frame.type, CALL)) {
            endRun();
            calling().call(frame);
        } else if (frame.is(frame.type, CANCEL)) {
            calling().cancel(frame);
        } else if (frame.is(frame.type, WILL)) {
            will = will == null ? new Will(hub, principal, denials, memory.replies) : will;
            will.set(frame);
        } else if (frame.is(frame.type, PING)) {
            Replies.pong(memory.replies);
        } else if (!frame.is(frame.type, PONG) && !frame.is(frame.type, ACK)) {
            throw new RefusedException(new Refusal(
                    "unknown_type",
                    "The frame has no type, or one that the hub does not know.",
                    "Set type to event, subscribe, unsubscribe, watch, unwatch, call, cancel, will or ping."));
        }
    }

    private Publishing publishing() {
        if (publishing == null) {
            publishing = new Publishing(hub, principal, line, memory, denials);
        }
        return publishing;
    }

    private WatchRequests requests() {
        if (watches == null) {
            watches = new WatchRequests(hub, principal, denials, memory.replies, line);
        }
        return watches;
    }

    private Calls calling() {
        if (calls == null) {
            calls = new Calls(hub, principal, line);
        }
        return calls;
    }

    /** Gives what has gathered to the subscribers. */
    void endRun() {
        if (publishing != null) {
            publishing.endRun();
        }
    }

    /** Something has failed: what had gathered in the loop's memory, which others use next, is given up. */
    void abandon() {
        if (publishing != null) {
            publishing.abandon();
        }
        memory.replies.clear();
    }

    /** Drops the patterns and watches that are no longer allowed. */
    void recheck() {
        subscribing.recheck();
        if (watches != null) {
            watches.recheck();
        }
    }

    Subscribing subscriptions() {
        return subscribing;
    }

    /** How many watches it holds; for any thread. */
    int watches() {
        return watches == null ? 0 : watches.size();
    }

    /** How many tool calls are under way; for any thread. */
    int calls() {
        return calls == null ? 0 : calls.size();
    }

    /** How many events it has sent, about; for any thread. */
    long taken() {
        return publishing == null ? 0 : publishing.taken();
    }

    /** The client may be ready for more of what it watches. */
    void wakeWatches() {
        if (watches != null) {
            watches.wake();
        }
    }

    /** Nothing more is said to the client of what happens. */
    void close() {
        subscribing.close();
        if (watches != null) {
            watches.close();
        }
        if (calls != null) {
            calls.close();
        }
    }

    /** The connection has ended, in this way. */
    void end(Parting parting) {
        close();
        if (will != null) {
            will.execute(parting, line, memory);
        }
    }

    void refuse(Refusal refusal) {
        refuse(refusal, Map.of());
    }

    void refuse(Refusal refusal, Map<String, ?> about) {
        hub.stats().errors.increment();
        Replies.error(memory.replies, refusal, about);
    }

    /** By what the client knows which of its frames an answer is for. */
    static Map<String, ?> about(Frame frame) {
        String eventId = frame.text(frame.eventId);
        if (eventId != null && eventId.length() < Publishing.MAX_ID) {
            return Map.of("event_id", eventId);
        }
        boolean answerable = (frame.isString(frame.id) || frame.isNumber(frame.id))
                && frame.json.to(frame.id) - frame.json.from(frame.id) <= Publishing.MAX_ID;
        return answerable
                ? Map.of("id", JsonText.tree(frame.bytes, frame.json.from(frame.id), frame.json.to(frame.id)))
                : Map.of();
    }
}
