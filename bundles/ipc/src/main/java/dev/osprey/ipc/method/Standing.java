package dev.osprey.ipc.method;

/** What is known of who is at the other end. */
public enum Standing {
    /** Belongs to a process that Osprey started, or to nobody knows which: it may only say who it is. */
    STRANGER,
    /** A process of the same user that Osprey did not start. It speaks Kairo's dialect. */
    LOCAL,
    /** It has shown a token. It gets the tools as they are. */
    IDENTIFIED
}
