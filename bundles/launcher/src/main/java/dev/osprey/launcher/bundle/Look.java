package dev.osprey.launcher.bundle;

/**
 * How a bundle stands.
 *
 * @param standing of the bundle and its components
 * @param problem what failed, for people, or null
 */
public record Look(Standing standing, String problem) {

    /** Of the bundle and its components. */
    public enum Standing {
        /** Installed or resolved, and nobody starts it. */
        STOPPED,
        /** Between the two, or active while a component is still being activated. */
        STARTING,
        /** Active, and none of its components has failed. */
        ACTIVE,
        STOPPING,
        /** It cannot be resolved or started, or it is active and a component of it could not be activated. */
        FAILED
    }
}
