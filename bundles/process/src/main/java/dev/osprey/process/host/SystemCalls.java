package dev.osprey.process.host;

/** Calls to the operating system that Java does not offer. Thread-safe. */
public interface SystemCalls {

    /** A host where they cannot be reached; {@link #signals} says so. */
    SystemCalls NONE = new SystemCalls() {};

    /** Whether {@link #kill} works. */
    default boolean signals() {
        return false;
    }

    /**
     * kill(2).
     *
     * @param pid a process; negative: a process group
     * @return whether it reached anyone
     */
    default boolean kill(long pid, int signal) {
        return false;
    }
}
