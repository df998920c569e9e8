package dev.osprey.registry;

/**
 * One change of the registry, as a filter sees it.
 *
 * @param revision its position
 * @param kind what happened
 * @param entry the entry as it is now; for {@link Kind#DELETE} as it was last
 */
public record EntryChange(Revision revision, Kind kind, Entry entry) {

    /** What happened. */
    public enum Kind {
        /** The entry is new, has changed, or matches the filter now. */
        PUT,
        /** The entry has gone, or matches the filter no longer. */
        DELETE
    }
}
