package dev.osprey.shell.command;

import dev.osprey.registry.EntryChange;
import dev.osprey.registry.Revision;
import java.util.List;

/** Shows what a {@link ChangeReader} reads. */
interface ChangeView {

    /** Everything that is known no longer counts: this is what lives now. */
    void reset(List<EntryChange> entries, Revision revision);

    /** One change. */
    void change(EntryChange change);

    /** @param reached what was told up to, null if nothing was read */
    void ended(Revision reached);
}
