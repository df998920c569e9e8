package dev.osprey.system;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Whether the system can do its work. */
@ProviderType
public interface Readiness {

    /** What is still missing, in words for people; empty when ready. */
    List<String> missing();

    /** No doubt left. */
    default boolean ready() {
        return missing().isEmpty();
    }

    /** Milliseconds since the JVM started. */
    long uptimeMillis();
}
