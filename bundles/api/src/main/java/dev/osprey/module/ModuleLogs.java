package dev.osprey.module;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What modules write, from their files: also what was written before the last start of Osprey. A cursor is the place of a line; it may be
 * kept and asked for again. Thread-safe.
 *
 * <p>All that takes a name throws {@link NoSuchModuleException} if there is no module of it.
 */
@ProviderType
public interface ModuleLogs {

    /** Who wrote a line. */
    enum Stream {
        OUT,
        ERR,
        /** The launcher, about the others: a new run, lines that were left out. */
        SYS
    }

    /** One line; {@code cursor} is its place. */
    record Line(String cursor, Instant time, Stream stream, String text) {}

    /**
     * Which lines. With neither {@code before} nor {@code after} the last ones.
     *
     * @param before those that come right before this cursor, or null
     * @param after those that come right after it, or null
     * @param most 1 to 10,000
     * @param only of this stream, or null for all
     */
    record Query(String before, String after, int most, Stream only) {}

    /**
     * Lines, oldest first.
     *
     * @param reset whether the cursor was not known any more, so that these are the last lines instead
     * @param more whether there are older ones, or with {@code after} newer ones
     */
    record Page(List<Line> lines, boolean reset, boolean more) {}

    Page page(String name, Query query);

    /**
     * Gives what is written from now on, or from a cursor on.
     *
     * @param after a cursor, or null for now
     */
    Following follow(String name, String after, Listener listener);

    /** Ends with {@link #close()}. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /** Called by one thread at a time; what it does not take in time is left out, and counted. */
    @ConsumerType
    interface Listener {

        void onLines(List<Line> lines);

        /** So many lines were left out. */
        default void onGap(long lines) {}

        /** The cursor was not known any more; what follows is from now on. */
        default void onReset() {}

        /** The module has been removed; nothing more comes. */
        default void onEnd() {}
    }
}
