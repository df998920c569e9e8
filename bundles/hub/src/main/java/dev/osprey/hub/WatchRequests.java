package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Revision;
import java.util.Map;

/** The frames {@code watch} and {@code unwatch} of one connection, on its event loop. */
final class WatchRequests {

    private static final int MAX_ID = 257;

    private final Hub hub;
    private final Principal principal;
    private final Denials denials;
    private final Bytes replies;
    private final Watches watches;

    WatchRequests(Hub hub, Principal principal, Denials denials, Bytes replies, Watches.Line line) {
        this.hub = hub;
        this.principal = principal;
        this.denials = denials;
        this.replies = replies;
        this.watches = new Watches(hub.watching(), line);
    }

    void watch(JsonNode frame) {
        JsonNode id = id(frame);
        if (id == null) {
            return;
        }
        LookupFilter filter;
        Revision since;
        try {
            filter = new LookupFilter(text(frame, "module"), text(frame, "field"), text(frame, "value"));
            String revision = text(frame, "since");
            since = revision == null ? null : Revision.parse(revision);
        } catch (IllegalArgumentException malformed) {
            refuse(Refusal.badField(malformed.getMessage()), id);
            return;
        }
        Verdict verdict = hub.access().verdict(principal, Permission.REGISTRY_READ, filter.module());
        if (!verdict.allowed()) {
            denials.record(Permission.REGISTRY_READ, filter.module());
            hub.stats().denied.increment();
            Replies.error(replies, Refusal.denied(verdict), Map.of("id", id));
        } else if (hub.watching().registry() == null) {
            refuse(Refusal.noRegistry(), id);
        } else if (watches.size() >= Watches.MOST) {
            refuse(
                    new Refusal(
                            "too_many_watches",
                            "A connection holds at most " + Watches.MOST + " watches.",
                            "Use wider globs, or end some with unwatch."),
                    id);
        } else if (!watches.add(new Watch(id, filter, since))) {
            refuse(Refusal.badField("id is that of another watch of this connection; choose another."), id);
        } else {
            watches.wake();
        }
    }

    void unwatch(JsonNode frame) {
        JsonNode id = id(frame);
        if (id != null) {
            watches.remove(id);
            Replies.ack(replies, id);
        }
    }

    private JsonNode id(JsonNode frame) {
        JsonNode id = frame.get("id");
        if (id != null && (id.isTextual() || id.isNumber()) && Bytes.utf8(id.toString()).length <= MAX_ID) {
            return id;
        }
        refuse(Refusal.badField("id must be a string or a number of at most " + (MAX_ID - 2) + " bytes."), null);
        return null;
    }

    private static String text(JsonNode frame, String key) {
        JsonNode value = frame.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(key + " must be a string.");
        }
        return value.textValue();
    }

    private void refuse(Refusal refusal, JsonNode id) {
        hub.stats().errors.increment();
        Replies.error(replies, refusal, id == null ? Map.of() : Map.of("id", id));
    }

    /** Ends the watches that are no longer allowed. */
    void recheck() {
        for (Watch watch : watches.open()) {
            Verdict verdict = hub.access()
                    .verdict(principal, Permission.REGISTRY_READ, watch.filter().module());
            if (!verdict.allowed()) {
                watches.remove(watch.id());
                Replies.error(replies, Refusal.denied(verdict), Map.of("id", watch.id()));
            }
        }
    }

    /** The client may be ready for more. */
    void wake() {
        if (watches.size() > 0) {
            watches.wake();
        }
    }

    int size() {
        return watches.size();
    }

    void close() {
        watches.close();
    }
}
