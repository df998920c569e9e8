package dev.osprey.terminal;

import dev.osprey.process.SpawnException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Terminals, at most 64 at a time. An ended one can be read for ten minutes. Thread-safe.
 *
 * <p>Events: {@code terminal.created, terminal.ended}.
 */
@ProviderType
public interface Terminals {

    /** @throws SpawnException if the shell cannot be started, or there are too many */
    Terminal create(TerminalSpec spec);

    /** Oldest first. */
    List<Terminal> list();

    Optional<Terminal> find(String id);
}
