package dev.osprey.process;

/** Why a process is no more. */
public enum ExitReason {
    /** By itself. */
    EXITED,
    /** By a signal that was not Osprey's. */
    SIGNALLED,
    /** By {@link ManagedProcess#kill}. */
    KILLED,
    /** By the kernel, since its tree wanted more memory than it may have. */
    OUT_OF_MEMORY,
    /** Its wall time was over. */
    TIME_LIMIT,
    /** Nobody knows: its end was not seen. */
    LOST
}
