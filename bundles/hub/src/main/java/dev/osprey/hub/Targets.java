package dev.osprey.hub;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.event.EventRouter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The targets of one connection, used on its event loop. Bounded: a publisher with ever new subjects starts over. */
final class Targets {

    private static final int MOST = 256;

    private final EventRouter router;
    private final AccessControl access;
    private final Principal principal;
    private final Denials denials;
    private final Traffic traffic;
    private Map<String, Target> known;
    private Target last;

    Targets(EventRouter router, AccessControl access, Principal principal, Denials denials, Traffic traffic) {
        this.router = router;
        this.access = access;
        this.principal = principal;
        this.denials = denials;
        this.traffic = traffic;
    }

    /** @throws dev.osprey.event.InvalidSubjectException if the name is not a valid subject */
    Target of(Frame frame) {
        byte[] b = frame.bytes;
        int from = frame.json.from(frame.event);
        int to = frame.json.to(frame.event);
        long epoch = access.epoch();
        Target target = last;
        if (target != null && target.isFor(b, from, to) && target.current(epoch)) {
            return target;
        }
        String subject = frame.text(frame.event);
        target = known == null ? null : known.get(subject);
        if (target == null || !target.isFor(b, from, to) || !target.current(epoch)) {
            target = make(subject, Arrays.copyOfRange(b, from, to), epoch);
        }
        last = target;
        return target;
    }

    private Target make(String subject, byte[] raw, long epoch) {
        var route = router.route(subject);
        Verdict verdict = access.verdict(principal, Permission.EVENT_PUBLISH, subject);
        if (!verdict.allowed()) {
            denials.record(Permission.EVENT_PUBLISH, subject);
        }
        Target target = new Target(raw, subject, route, verdict, traffic.of(subject), epoch);
        if (known == null) {
            known = new HashMap<>();
        } else if (known.size() >= MOST) {
            known.clear();
        }
        known.put(subject, target);
        return target;
    }
}
