package dev.osprey.process.host;

import java.nio.file.Path;

/** Finds out what this host offers. */
public final class ThisHost {

    private ThisHost() {}

    /**
     * Looks, once, at start.
     *
     * @param home Osprey's home, after which the group of this Osprey is named and which a sandbox hides in part
     * @param groups whether control groups may be used
     * @param sandboxProgram the program that makes sandboxes, a path or a name in PATH
     */
    public static Means probe(Path home, boolean groups, String sandboxProgram) {
        return Means.NONE;
    }
}
