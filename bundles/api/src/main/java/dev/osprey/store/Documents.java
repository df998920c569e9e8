package dev.osprey.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Small documents in files below {@code data/documents}, for tokens, grants, overrides, aliases. A write is all or nothing and on
 * the disk when the call returns, also through a kill or a power cut. Thread-safe within one Osprey. Files have mode 0600.
 */
@ProviderType
public interface Documents {

    /** The largest document, in bytes. */
    int MAX_BYTES = 1 << 20;

    /**
     * Reads one.
     *
     * @param name parts of {@code [a-z0-9-]} joined by {@code /}
     * @throws IllegalArgumentException if this is no name
     * @throws DocumentException if the file is damaged or the disk refuses
     */
    Optional<Document> read(String name);

    /**
     * Writes one.
     *
     * @param expectedVersion the version that was read, 0 if there should be none
     * @throws DocumentConflictException if another version is stored
     * @throws DocumentException if it is too large or the disk refuses; what was there stays
     */
    Document write(String name, byte[] content, long expectedVersion);

    /**
     * Removes one.
     *
     * @return false if there was none
     * @throws DocumentException if the disk refuses
     */
    boolean delete(String name);

    /** Names below a prefix, sorted; {@code ""} for all. */
    List<String> names(String prefix);
}
