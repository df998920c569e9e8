package dev.osprey.event;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps events in streams, in memory or on disk, and reads them again. The router asks it, if it is there, for every subject;
 * without it the hub works and nothing can be replayed. Thread-safe.
 *
 * <p>When the streams are configured anew, the service is registered anew.
 */
@ProviderType
public interface EventJournal {

    /** Where the events of a subject are kept; empty if no stream has it. Asked once for each route. */
    Optional<Appender> appender(String subject);

    /** The highest number that was ever kept, 0 if none was. */
    long last();

    /** The streams, in the order in which they are searched. */
    List<StreamInfo> streams();

    /**
     * Reads what was kept.
     *
     * @throws NoStreamException if no single stream keeps every subject of {@code patterns}
     * @throws InvalidSubjectException if a pattern is not valid
     */
    Replay replay(Collection<String> patterns, Position from);

    /** Keeps the events of one subject. */
    @ProviderType
    interface Appender {

        /** Whether one of its streams is on disk. */
        boolean durable();

        /**
         * Keeps a numbered batch: in the page cache of the operating system, or on the disk where the stream is configured so,
         * when this returns. Called by the router only, in the order of the numbers.
         *
         * @throws JournalException if a stream on disk could not; then no stream has it
         */
        void append(EventBatch batch);
    }
}
