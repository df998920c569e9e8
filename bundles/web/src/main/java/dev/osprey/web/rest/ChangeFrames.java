package dev.osprey.web.rest;

import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.Revision;
import dev.osprey.web.http.Json;
import dev.osprey.web.sse.Sse;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Changes as server-sent events. */
final class ChangeFrames implements FrameSource {

    private final Iterator<EntryChange> changes;
    private Revision told;

    ChangeFrames(List<EntryChange> changes) {
        this.changes = changes.iterator();
    }

    @Override
    public byte[] next() {
        if (!changes.hasNext()) {
            return null;
        }
        EntryChange change = changes.next();
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        told = change.revision();
        return Sse.event(kind, told, document(kind, told, change.entry()));
    }

    @Override
    public Revision told() {
        return told;
    }

    /** @param revision null within a reset */
    static Map<String, Object> document(String kind, Revision revision, Entry entry) {
        Map<String, Object> document = Json.object("kind", kind);
        if (revision != null) {
            document.put("revision", revision.toString());
        }
        document.put("module_id", entry.moduleId());
        document.put("entry", Shapes.held(entry));
        return document;
    }
}
