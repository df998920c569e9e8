package dev.osprey.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A view of the host for one process tree: the root read-only, a {@code /tmp} of its own, no capabilities, no new privileges. Osprey's
 * secrets and sockets are never in it. A host without the means refuses the spawn.
 *
 * @param readable all that is seen besides the system's own folders; empty for the whole root
 * @param writable folders that may be changed
 * @param hidden folders that look empty
 * @param network what of the network there is
 * @param seccomp whether system calls that only administrators of a machine need are denied
 */
public record Sandbox(List<Path> readable, List<Path> writable, List<Path> hidden, Network network, boolean seccomp) {

    /** What of the network a process sees. */
    public enum Network {
        /** Not even loopback reaches anything. */
        NONE,
        /** A loopback of its own. */
        LOOPBACK,
        /** The host's. */
        FULL
    }

    public Sandbox {
        readable = absolute(readable);
        writable = absolute(writable);
        hidden = absolute(hidden);
        Objects.requireNonNull(network, "network");
    }

    private static List<Path> absolute(List<Path> paths) {
        for (Path path : paths) {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("The path " + path + " of a sandbox is not absolute");
            }
        }
        return List.copyOf(paths);
    }
}
