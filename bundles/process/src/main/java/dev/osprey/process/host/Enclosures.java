package dev.osprey.process.host;

import dev.osprey.process.Applied;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;

/** Makes sandboxes. Thread-safe. */
public interface Enclosures {

    /** A host without the means. */
    Enclosures NONE = new Enclosures() {};

    /** Resource {@code sandbox}, and by what. */
    default Applied support() {
        return new Applied("sandbox", "none", "there is no bubblewrap");
    }

    /**
     * The sandbox of a spec, which has one. The thread that spawns may end long before the process: nothing may hang on it
     * (PR_SET_PDEATHSIG would).
     *
     * @throws SpawnException with {@link SpawnException.Reason#NO_SANDBOX} if it cannot be made
     */
    default Enclosure around(ProcessSpec spec) {
        throw new SpawnException(
                SpawnException.Reason.NO_SANDBOX,
                "This host has no means for a sandbox; install bubblewrap, or spawn without",
                null);
    }
}
