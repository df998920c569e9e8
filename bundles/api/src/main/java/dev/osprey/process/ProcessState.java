package dev.osprey.process;

/** Where a process stands. */
public enum ProcessState {
    RUNNING,
    /** {@link ManagedProcess#pause() Paused}: nothing of its tree runs. */
    PAUSED,
    /** A kill is under way. */
    STOPPING,
    EXITED
}
