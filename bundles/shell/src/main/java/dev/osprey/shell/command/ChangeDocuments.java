package dev.osprey.shell.command;

import dev.osprey.registry.EntryChange;
import dev.osprey.registry.Revision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON document for each change. Inside a reset there is no revision, so that nobody goes on in the middle of one. */
final class ChangeDocuments implements ChangeView {

    private final Output output;
    private Revision told;

    ChangeDocuments(Output output) {
        this.output = output;
    }

    @Override
    public void reset(List<EntryChange> entries, Revision revision) {
        Map<String, Object> begin = document("reset", revision);
        begin.put("entries", entries.size());
        output.document(begin);
        entries.forEach(entry -> output.document(Documents.of(entry, false)));
        synced(revision);
    }

    @Override
    public void change(EntryChange change) {
        output.document(Documents.of(change, true));
        told = change.revision();
    }

    /** Changes that did not fit the filter have moved the position on, too. */
    @Override
    public void ended(Revision reached) {
        if (reached != null && !reached.equals(told)) {
            synced(reached);
        }
    }

    private void synced(Revision revision) {
        output.document(document("synced", revision));
        told = revision;
    }

    private static Map<String, Object> document(String kind, Revision revision) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", kind);
        document.put("revision", revision.toString());
        return document;
    }
}
