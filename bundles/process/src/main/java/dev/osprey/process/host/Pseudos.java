package dev.osprey.process.host;

import dev.osprey.process.Applied;
import dev.osprey.process.SpawnException;
import dev.osprey.process.TerminalSize;

/** Opens pseudo terminals. Thread-safe. */
public interface Pseudos {

    /** A host without the means. */
    Pseudos NONE = new Pseudos() {};

    /** Resource {@code pty}, and by what. */
    default Applied support() {
        return new Applied("pty", "none", "the system's C library cannot be reached");
    }

    /** @throws SpawnException with {@link SpawnException.Reason#NO_TERMINAL} if there is none to be had */
    default Pseudo open(TerminalSize size) {
        throw new SpawnException(
                SpawnException.Reason.NO_TERMINAL,
                "This host has no means for a terminal; spawn without, or run where the C library can be reached",
                null);
    }
}
