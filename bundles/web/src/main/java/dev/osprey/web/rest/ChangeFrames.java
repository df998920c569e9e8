package dev.osprey.web.rest;

import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.Revision;
import dev.osprey.web.http.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
        return frame(kind, told, document(kind, told, change.entry()));
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

    static byte[] frame(String event, Revision id, Object data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(ascii("event: " + event + (id == null ? "" : "\nid: " + id) + "\ndata: "));
        frame.writeBytes(Json.write(data));
        frame.writeBytes(ascii("\n\n"));
        return frame.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
