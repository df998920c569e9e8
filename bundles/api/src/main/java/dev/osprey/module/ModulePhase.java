package dev.osprey.module;

/** Where a module's process stands. */
public enum ModulePhase {
    STOPPED,
    STARTING,
    /** Running, and it has published {@code module.ready}. */
    READY,
    STOPPING,
    /** Ended by itself; {@link ModuleStatus#reason()} says how. */
    FAILED
}
