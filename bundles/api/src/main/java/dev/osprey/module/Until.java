package dev.osprey.module;

/** How far a start is waited for. */
public enum Until {
    /** The process runs, or could not be made. */
    SPAWNED,
    /** The module says that it is ready, it ended, or the manifest's time-out passed. */
    READY
}
