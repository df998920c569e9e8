package dev.osprey.web.rest;

import dev.osprey.registry.ChangePage;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.Revision;
import dev.osprey.web.http.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * A page of changes as server-sent events, each made when it is asked for. Within a reset no event carries an id, so that nobody
 * resumes in the middle of one.
 */
final class ChangeFrames {

    private final ChangePage page;
    private final Iterator<EntryChange> changes;
    private boolean begun;
    private boolean ended;
    private Revision told;

    ChangeFrames(ChangePage page) {
        this.page = page;
        changes = page.changes().iterator();
    }

    /** The next event; null after the last one. */
    byte[] next() {
        if (page.reset() && !begun) {
            begun = true;
            return frame(
                    "reset",
                    null,
                    Json.object(
                            "revision",
                            page.next().toString(),
                            "entries",
                            page.changes().size()));
        }
        if (changes.hasNext()) {
            return frame(changes.next());
        }
        if (page.reset() && !ended) {
            ended = true;
            return frame(
                    "synced", page.next(), Json.object("revision", page.next().toString()));
        }
        return null;
    }

    private byte[] frame(EntryChange change) {
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        Map<String, Object> document = Json.object("kind", kind);
        if (!page.reset()) {
            document.put("revision", change.revision().toString());
        }
        document.put("module_id", change.entry().moduleId());
        document.put("entry", Shapes.held(change.entry()));
        return frame(kind, page.reset() ? null : change.revision(), document);
    }

    /** The last position that the events handed out so far have told; null if none. */
    Revision told() {
        return told;
    }

    private byte[] frame(String event, Revision id, Object data) {
        told = id == null ? told : id;
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
