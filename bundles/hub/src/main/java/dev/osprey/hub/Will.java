package dev.osprey.hub;

import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.Subject;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event that a connection leaves behind if it breaks off. On its event loop. */
final class Will {

    /** The longest, in bytes: the hub keeps one for each connection. */
    private static final int MOST = 16 << 10;

    private static final byte[] EVENT = Bytes.utf8("{\"type\":\"event\",\"event\":");
    private static final byte[] DATA = Bytes.utf8(",\"data\":");

    private static final byte[] RETAIN = Bytes.utf8(",\"retain\":true");
    private static final byte[] TRUE = Bytes.utf8("true");

    private static final Logger log = LoggerFactory.getLogger(Will.class);

    private final Hub hub;
    private final Principal principal;
    private final Denials denials;
    private final Bytes replies;
    /** The event frame; null if there is no will. */
    private byte[] text;

    Will(Hub hub, Principal principal, Denials denials, Bytes replies) {
        this.hub = hub;
        this.principal = principal;
        this.denials = denials;
        this.replies = replies;
    }

    /** A {@code will} frame: sets it, or takes it back if it names no event. */
    void set(Frame frame) {
        text = frame.event < 0 || frame.json.kind(frame.event) == 'n' ? null : checked(frame);
        boolean answerable = frame.isString(frame.id) || frame.isNumber(frame.id);
        if (answerable && frame.json.to(frame.id) - frame.json.from(frame.id) <= Publishing.MAX_ID) {
            Replies.ack(replies, JsonText.tree(frame.bytes, frame.json.from(frame.id), frame.json.to(frame.id)));
        }
    }

    private byte[] checked(Frame frame) {
        if (!frame.isString(frame.event)) {
            throw new RefusedException(Refusal.badField("event must be a string, the subject."));
        }
        String subject = frame.text(frame.event);
        try {
            new Subject(subject);
        } catch (InvalidSubjectException e) {
            throw new RefusedException(Refusal.badSubject(e.getMessage()));
        }
        Verdict verdict = hub.access().verdict(principal, Permission.EVENT_PUBLISH, subject);
        if (!verdict.allowed()) {
            denials.record(Permission.EVENT_PUBLISH, subject);
            hub.stats().denied.increment();
            throw new RefusedException(Refusal.denied(verdict));
        }
        Bytes will = new Bytes(256);
        will.put(EVENT);
        will.put(frame.bytes, frame.json.from(frame.event), frame.json.to(frame.event));
        if (frame.data >= 0) {
            will.put(DATA);
            will.put(frame.bytes, frame.json.from(frame.data), frame.json.to(frame.data));
        }
        if (frame.retain >= 0 && frame.is(frame.retain, TRUE)) {
            will.put(RETAIN);
        }
        will.put('}');
        if (will.length > MOST) {
            throw new RefusedException(Refusal.badField("A will has at most " + MOST + " bytes."));
        }
        return will.copy();
    }

    /** The connection has ended: publishes the will if the client is missed, as if it had sent it last. */
    void execute(Parting parting, Peer peer, LoopMemory memory) {
        byte[] last = text;
        text = null;
        if (last == null || !parting.missed() || ended()) {
            return;
        }
        Frame frame = memory.frame;
        frame.parse(last, 0, last.length);
        Bytes answer = memory.replies;
        int before = answer.length;
        Publishing publishing = new Publishing(hub, principal, peer, memory, denials);
        publishing.publish(frame);
        publishing.endRun();
        String said = new String(answer.array, before, answer.length - before, StandardCharsets.UTF_8);
        if (said.contains("\"type\":\"error\"")) {
            log.warn("The last will of {} is not published: {}", principal.name(), said.substring(said.indexOf('{')));
        }
        answer.length = before;
    }

    /** Whoever has lost the credential says nothing in its name any more. */
    private boolean ended() {
        return !principal.incarnation().isEmpty() && !hub.credentials().valid(principal);
    }
}
