package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.registry.ChangePage;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One watch of the registry: a position and how to go on from there. It keeps nothing that it reads, not even during a reset, so
 * that a client may take its time. Used by the watch thread, but for the end of it.
 */
final class Watch {

    /** Changes or entries looked at in one go. */
    private static final int PAGE = 100;

    /** Bytes of frames written in one go, about: one entry more may be larger than that. */
    private static final int PORTION = 64 << 10;

    /** Changes that did not concern the client, after which it is told its position all the same, lest it grow too old. */
    private static final int FAR = 1_000;

    private final JsonNode id;
    private final LookupFilter filter;
    private volatile boolean ended;

    private Revision at;
    /** The last revision that the client has been told. */
    private Revision told;

    private boolean synced;
    /** Where the reset under way began; null while there is none. */
    private Revision resetting;
    /** The id that the reset has come to. */
    private String reached;

    private int resets;

    Watch(JsonNode id, LookupFilter filter, Revision since) {
        this.id = id;
        this.filter = filter;
        this.at = since;
    }

    JsonNode id() {
        return id;
    }

    LookupFilter filter() {
        return filter;
    }

    /** Nothing of it is written any more; on the connection's event loop. */
    void end() {
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /** How many resets have begun. */
    int resets() {
        return resets;
    }

    /** Appends the frames that come next; says whether there may be more to read right now. */
    boolean read(RegistryWatch registry, Bytes out) {
        if (resetting != null) {
            return goOn(registry, out);
        }
        ChangePage page = registry.read(filter, at, PAGE);
        if (page.reset()) {
            begin(page, out);
            return true;
        }
        for (EntryChange change : page.changes()) {
            if (out.length >= PORTION) {
                return true;
            }
            boolean put = change.kind() == EntryChange.Kind.PUT;
            entry(put ? "watch.put" : "watch.delete", change.revision(), change.entry(), out);
            at = change.revision();
            told = at;
        }
        at = page.next();
        if (!page.more() && (!synced || at.number() - told.number() >= FAR)) {
            synced(out);
        }
        return page.more();
    }

    private void begin(ChangePage page, Bytes out) {
        resets++;
        synced = false;
        resetting = page.next();
        reached = "";
        Map<String, Object> frame = frame("watch.reset", resetting);
        frame.put("entries", page.changes().size());
        write(frame, out);
    }

    private boolean goOn(RegistryWatch registry, Bytes out) {
        List<Entry> entries = registry.entries(filter, reached, PAGE);
        for (Entry entry : entries) {
            if (out.length >= PORTION) {
                return true;
            }
            entry("watch.put", null, entry, out);
            reached = entry.moduleId();
        }
        if (entries.size() < PAGE) {
            at = resetting;
            resetting = null;
            synced(out);
        }
        return true;
    }

    private void synced(Bytes out) {
        write(frame("watch.synced", at), out);
        told = at;
        synced = true;
    }

    private void entry(String type, Revision revision, Entry entry, Bytes out) {
        Map<String, Object> frame = frame(type, revision);
        frame.put("module_id", entry.moduleId());
        frame.put("entry", EntryJson.of(entry));
        write(frame, out);
    }

    private Map<String, Object> frame(String type, Revision revision) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        frame.put("id", id);
        if (revision != null) {
            frame.put("revision", revision.toString());
        }
        return frame;
    }

    private static void write(Map<String, Object> frame, Bytes out) {
        WsFrames.frame(out, WsFrames.TEXT, JsonText.write(frame));
    }
}
