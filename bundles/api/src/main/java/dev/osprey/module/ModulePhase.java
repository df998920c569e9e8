package dev.osprey.module;

/** Where a module stands. */
public enum ModulePhase {
    /** Not running; {@link ModuleStatus#why()} says whether it waits for something. */
    STOPPED,
    STARTING,
    /** Running, and it is {@linkplain ReadyCheck ready}. */
    READY,
    STOPPING,
    /** Ended by itself; it is started again at {@link ModuleStatus#nextStart()}. */
    BACKOFF,
    /** Ended by itself, or it never started, and nobody tries again; {@link ModuleStatus#why()} says how. */
    FAILED
}
