package dev.osprey.web.rest;

import dev.osprey.registry.Entry;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import dev.osprey.web.http.Json;
import dev.osprey.web.sse.Sse;
import java.util.Iterator;
import java.util.List;

/**
 * All that lives, as server-sent events. It is read in portions while the client takes them, so that a slow client holds no copy of the
 * registry. No event but the last carries an id, so that nobody resumes in the middle.
 */
final class ResetFrames implements FrameSource {

    private static final int PORTION = 100;

    private final RegistryWatch registry;
    private final LookupFilter filter;
    private final Revision at;
    private final int entries;
    private Iterator<Entry> portion = List.<Entry>of().iterator();
    private String reached = "";
    private boolean begun;
    private boolean last;
    private Revision told;

    /**
     * @param at where the client goes on afterwards: what changes until then comes again
     * @param entries how many there are now
     */
    ResetFrames(RegistryWatch registry, LookupFilter filter, Revision at, int entries) {
        this.registry = registry;
        this.filter = filter;
        this.at = at;
        this.entries = entries;
    }

    @Override
    public byte[] next() {
        if (!begun) {
            begun = true;
            return Sse.event("reset", null, Json.object("revision", at.toString(), "entries", entries));
        }
        if (!portion.hasNext() && !last) {
            List<Entry> read = registry.entries(filter, reached, PORTION);
            last = read.size() < PORTION;
            portion = read.iterator();
        }
        if (portion.hasNext()) {
            Entry entry = portion.next();
            reached = entry.moduleId();
            return Sse.event("put", null, ChangeFrames.document("put", null, entry));
        }
        if (told == null) {
            told = at;
            return Sse.event("synced", at, Json.object("revision", at.toString()));
        }
        return null;
    }

    @Override
    public Revision told() {
        return told;
    }
}
