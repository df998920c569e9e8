package dev.osprey.registry;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Follows the registry by position. The reader asks for what came after a {@link Revision} whenever it has time; nothing is queued for
 * it, so a slow reader costs nothing and never misses a change unnoticed: when its position is no longer kept it gets a reset, the whole
 * present state. Thread-safe; never blocks.
 *
 * <pre>{@code
 * Revision at = null;
 * ChangePage page;
 * do {
 *     page = watch.read(filter, at, 500);
 *     show(page);
 *     at = page.next();
 * } while (page.more());  // then again at each signal
 * }</pre>
 */
@ProviderType
public interface RegistryWatch {

    /** The position of now. */
    Revision revision();

    /**
     * Reads on.
     *
     * @param filter which entries count
     * @param after the position reached, null for a reset
     * @param most about how many changes to hand over at once, 1 to 10,000; a reset is always whole
     * @throws IllegalArgumentException if a glob is too long
     */
    ChangePage read(LookupFilter filter, Revision after, int most);

    /**
     * Entries that match now, ordered by id: for a reset in portions. Take the {@link #revision} first, then all portions, then
     * {@link #read} on from that revision; what changed meanwhile comes again, so that a put may repeat what is known and a delete
     * may name what is not.
     *
     * @param filter which entries count
     * @param after the id reached, empty at the beginning
     * @param most how many at most, 1 to 10,000; fewer are the last
     * @throws IllegalArgumentException if a glob is too long
     */
    default List<Entry> entries(LookupFilter filter, String after, int most) {
        return read(filter, null, 1).changes().stream()
                .map(EntryChange::entry)
                .filter(entry -> entry.moduleId().compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    /**
     * Calls back after each change, on the changing thread: do nothing there but wake your own. Changes may share one call.
     *
     * @return ends it
     */
    Signal onChange(Runnable wake);

    /** A wish to be woken; may be closed twice. */
    @FunctionalInterface
    interface Signal extends AutoCloseable {
        @Override
        void close();
    }
}
