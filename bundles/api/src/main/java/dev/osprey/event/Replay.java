package dev.osprey.event;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads kept events, oldest first. Holds no lock, no event and no file between two pages, so it needs no end. One thread at a time.
 *
 * <p>To go on live without a hole or a double: read pages until one {@linkplain Page#end() ends}, then read on and subscribe within
 * {@link EventRouter#inOrder}, if that page ends, too; else go on reading.
 */
@ProviderType
public interface Replay {

    /** The next page, of about {@code bytes} bytes and at least one event, if there is any. */
    Page next(int bytes);

    /**
     * A part of what was kept.
     *
     * @param batch the events that match; null if none does
     * @param gap what the stream gave up before it could be read, or null; it lies before the batch
     * @param end whether the stream has nothing more now
     */
    record Page(EventBatch batch, Gap gap, boolean end) {}
}
