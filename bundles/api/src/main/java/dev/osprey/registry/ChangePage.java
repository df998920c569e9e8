package dev.osprey.registry;

import java.util.List;

/**
 * What a reader of changes gets at one time.
 *
 * @param reset whether the reader must forget what it knows: {@code changes} then holds a PUT for every entry that matches now. It
 *     happens at the beginning, for a position of another epoch, and for one so old that its changes are no longer kept
 * @param changes in order; after a reset ordered by id, all with the revision {@code next}
 * @param next where to go on; also moves on when nothing matched
 * @param more whether there is more to read right now
 */
public record ChangePage(boolean reset, List<EntryChange> changes, Revision next, boolean more) {
    public ChangePage {
        changes = List.copyOf(changes);
    }
}
