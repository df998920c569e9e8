package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.event.EventSink;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.SubjectPattern;
import dev.osprey.hub.json.JsonRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a connection and the hub say to each other. Answers go into the loop's replies. */
final class Conversation {

    /** A run is given away when it has this many bytes, so that subscribers need not wait for a long read to end. */
    private static final int RUN = 256 << 10;

    /** The longest id, in bytes of JSON. */
    private static final int MAX_ID = 257;

    private static final byte[] EVENT = Bytes.utf8("\"event\"");
    private static final byte[] SUBSCRIBE = Bytes.utf8("\"subscribe\"");
    private static final byte[] UNSUBSCRIBE = Bytes.utf8("\"unsubscribe\"");
    private static final byte[] WATCH = Bytes.utf8("\"watch\"");
    private static final byte[] UNWATCH = Bytes.utf8("\"unwatch\"");
    private static final byte[] PING = Bytes.utf8("\"ping\"");
    private static final byte[] PONG = Bytes.utf8("\"pong\"");
    private static final byte[] ACK = Bytes.utf8("\"ack\"");
    private static final byte[] TRUE = Bytes.utf8("true");

    private final Hub hub;
    private final Principal principal;
    private final EventSink self;
    private final Watches.Line line;
    private final LoopMemory memory;
    private final byte[] source;
    private final long sourceKey;
    private final Denials denials;
    private final Targets targets;
    private final Set<String> patterns = new LinkedHashSet<>();
    private volatile int patternCount;
    /** Made when the first is wanted. */
    private volatile WatchRequests watches;

    /** Events taken from this connection. Written by its event loop only. */
    private long taken;

    // The run under way: events for the same target, spliced into memory.run.
    private Target target;
    private boolean echo;
    private int events;
    private long accepted;

    Conversation(Hub hub, Principal principal, EventSink self, Watches.Line line, LoopMemory memory) {
        this.hub = hub;
        this.principal = principal;
        this.self = self;
        this.line = line;
        this.memory = memory;
        this.source = JsonText.quote(principal.name());
        this.sourceKey = hub.recent().source(source);
        this.denials = new Denials(hub.audit(), principal);
        this.targets = new Targets(hub.router(), hub.access(), principal, denials);
    }

    void hear(byte[] b, int from, int to) {
        Frame frame = memory.frame;
        try {
            frame.parse(b, from, to);
        } catch (JsonRefusedException e) {
            refuse(Refusal.badFrame("At byte " + (e.at() - from) + ": " + e.getMessage() + "."));
            return;
        }
        if (frame.is(frame.type, EVENT)) {
            event(frame);
        } else if (frame.is(frame.type, SUBSCRIBE)) {
            subscribe(frame);
        } else if (frame.is(frame.type, UNSUBSCRIBE)) {
            unsubscribe(frame);
        } else if (frame.is(frame.type, WATCH)) {
            requests().watch(JsonText.tree(b, from, to));
        } else if (frame.is(frame.type, UNWATCH)) {
            requests().unwatch(JsonText.tree(b, from, to));
        } else if (frame.is(frame.type, PING)) {
            Replies.pong(memory.replies);
        } else if (!frame.is(frame.type, PONG) && !frame.is(frame.type, ACK)) {
            refuse(
                    new Refusal(
                            "unknown_type",
                            "The frame has no type, or one that the hub does not know.",
                            "Set type to event, subscribe, unsubscribe, watch, unwatch or ping."),
                    frame);
        }
    }

    private WatchRequests requests() {
        if (watches == null) {
            watches = new WatchRequests(hub, principal, denials, memory.replies, line);
        }
        return watches;
    }

    private void event(Frame frame) {
        hub.stats().received.increment();
        if (!frame.isString(frame.event)) {
            refuse(Refusal.badField("event must be a string, the subject."), frame);
            return;
        }
        Target to;
        try {
            to = targets.of(frame);
        } catch (InvalidSubjectException e) {
            refuse(Refusal.badSubject(e.getMessage()), frame);
            return;
        }
        if (!to.verdict.allowed()) {
            hub.stats().denied.increment();
            Replies.error(memory.replies, Refusal.denied(to.verdict), about(frame));
            return;
        }
        boolean named =
                frame.isString(frame.eventId) && frame.json.to(frame.eventId) - frame.json.from(frame.eventId) > 2;
        if (!named && frame.eventId >= 0 && !nothing(frame, frame.eventId)) {
            refuse(Refusal.badField("event_id must be a string."), frame);
        } else if (named && frame.json.to(frame.eventId) - frame.json.from(frame.eventId) > MAX_ID) {
            refuse(Refusal.badField("event_id has more than " + (MAX_ID - 2) + " bytes."), Map.of());
        } else {
            take(frame, to, named);
        }
    }

    private static boolean nothing(Frame frame, int index) {
        return frame.json.kind(index) == 'n' || frame.isString(index);
    }

    private void take(Frame frame, Target to, boolean named) {
        byte[] newId = null;
        if (named) {
            int from = frame.json.from(frame.eventId);
            int end = frame.json.to(frame.eventId);
            Replies.ackEvent(memory.replies, frame.bytes, from, end);
            if (!hub.recent().add(sourceKey, frame.bytes, from, end)) {
                hub.stats().duplicates.increment();
                return;
            }
        }
        long sequence = hub.router().nextSequence();
        if (!named) {
            newId = EventIds.next(sequence);
            Replies.ackEvent(memory.replies, newId, 0, newId.length);
        }
        boolean hearsItself = frame.is(frame.echo, TRUE);
        if (events > 0 && (to != target || hearsItself != echo || memory.run.length > RUN)) {
            endRun();
        }
        if (events++ == 0) {
            target = to;
            echo = hearsItself;
            accepted = System.currentTimeMillis();
        }
        if (to.route.size() > 0) {
            memory.splicer.splice(frame, memory.run, source, newId, sequence, accepted);
        }
    }

    /** Gives what has gathered to the subscribers. */
    void endRun() {
        if (events == 0) {
            return;
        }
        Target to = target;
        int count = events;
        events = 0;
        taken += count;
        target = null;
        hub.stats().routed.add(count);
        Bytes run = memory.run;
        if (run.length == 0) {
            return;
        }
        FrameBatch batch = new FrameBatch(
                to.foreign ? run.copy() : run.array,
                run.length,
                count,
                accepted,
                hub.peers().allocator());
        try {
            hub.router().publish(to.route, batch, echo ? null : self);
        } finally {
            batch.release();
            run.clear();
        }
        if (to.foreign) {
            boolean selfLeftOut = !echo && hears(to.subject);
            to.foreign = to.route.size() > batch.connections() + (selfLeftOut ? 1 : 0);
        }
    }

    private boolean hears(String subject) {
        return patterns.stream().anyMatch(pattern -> new SubjectPattern(pattern).matches(subject));
    }

    private void subscribe(Frame frame) {
        List<String> wanted = wanted(frame);
        if (wanted == null) {
            return;
        }
        Set<String> all = new LinkedHashSet<>(patterns);
        all.addAll(wanted);
        if (all.size() > hub.settings().maxPatterns()) {
            refuse(
                    new Refusal(
                            "too_many_patterns",
                            "A connection holds at most " + hub.settings().maxPatterns() + " patterns.",
                            "Use wider patterns, or unsubscribe from some."),
                    frame);
            return;
        }
        for (String pattern : wanted) {
            try {
                new SubjectPattern(pattern);
            } catch (InvalidSubjectException e) {
                refuse(Refusal.badSubject(e.getMessage()), frame);
                return;
            }
            Verdict verdict = hub.access().verdict(principal, Permission.EVENT_SUBSCRIBE, pattern);
            if (!verdict.allowed()) {
                denials.record(Permission.EVENT_SUBSCRIBE, pattern);
                hub.stats().denied.increment();
                Replies.error(memory.replies, Refusal.denied(verdict), about(frame));
                return;
            }
        }
        endRun();
        wanted.forEach(pattern -> hub.router().subscribe(pattern, self));
        patterns.addAll(wanted);
        patternCount = patterns.size();
        acknowledge(frame);
    }

    private void unsubscribe(Frame frame) {
        List<String> unwanted = wanted(frame);
        if (unwanted != null) {
            endRun();
            unwanted.stream().filter(patterns::remove).forEach(pattern -> hub.router()
                    .unsubscribe(pattern, self));
            patternCount = patterns.size();
            acknowledge(frame);
        }
    }

    /** The strings under {@code events} and {@code patterns}; null if they were refused. */
    private List<String> wanted(Frame frame) {
        List<String> found = new ArrayList<>();
        for (int index : new int[] {frame.events, frame.patterns}) {
            if (index < 0) {
                continue;
            }
            JsonNode list = JsonText.tree(frame.bytes, frame.json.from(index), frame.json.to(index));
            list.forEach(item -> found.add(item.textValue()));
            if (!list.isArray() || found.contains(null)) {
                refuse(Refusal.badField("events must be a list of strings, the patterns."), frame);
                return null;
            }
        }
        if (frame.events < 0 && frame.patterns < 0) {
            refuse(Refusal.badField("events is missing, the list of patterns."), frame);
            return null;
        }
        return found;
    }

    private void acknowledge(Frame frame) {
        if (answerable(frame)) {
            Replies.ack(memory.replies, frame);
        }
    }

    private static boolean answerable(Frame frame) {
        return (frame.isString(frame.id) || frame.isNumber(frame.id))
                && frame.json.to(frame.id) - frame.json.from(frame.id) <= MAX_ID;
    }

    /** Drops the patterns and watches that are no longer allowed. */
    void recheck() {
        for (String pattern : List.copyOf(patterns)) {
            Verdict verdict = hub.access().verdict(principal, Permission.EVENT_SUBSCRIBE, pattern);
            if (!verdict.allowed()) {
                patterns.remove(pattern);
                hub.router().unsubscribe(pattern, self);
                Replies.error(memory.replies, Refusal.denied(verdict), Map.of("pattern", pattern));
            }
        }
        patternCount = patterns.size();
        if (watches != null) {
            watches.recheck();
        }
    }

    /** How many patterns it holds; for any thread. */
    int patterns() {
        return patternCount;
    }

    /** How many watches it holds; for any thread. */
    int watches() {
        return watches == null ? 0 : watches.size();
    }

    /** How many events it has sent, about; for any thread. */
    long taken() {
        return taken;
    }

    /** The client may be ready for more of what it watches. */
    void wakeWatches() {
        if (watches != null) {
            watches.wake();
        }
    }

    void endWatches() {
        if (watches != null) {
            watches.close();
        }
    }

    void refuse(Refusal refusal) {
        refuse(refusal, Map.of());
    }

    private void refuse(Refusal refusal, Frame frame) {
        refuse(refusal, about(frame));
    }

    private void refuse(Refusal refusal, Map<String, ?> about) {
        hub.stats().errors.increment();
        Replies.error(memory.replies, refusal, about);
    }

    private static Map<String, ?> about(Frame frame) {
        String eventId = frame.text(frame.eventId);
        if (eventId != null && eventId.length() < MAX_ID) {
            return Map.of("event_id", eventId);
        }
        return answerable(frame)
                ? Map.of("id", JsonText.tree(frame.bytes, frame.json.from(frame.id), frame.json.to(frame.id)))
                : Map.of();
    }
}
