package dev.osprey.process;

/** Signals that can be sent. {@code STOP} and {@code KILL} cannot be caught. */
public enum Signal {
    HUP,
    INT,
    QUIT,
    TERM,
    USR1,
    USR2,
    WINCH,
    STOP,
    CONT,
    KILL
}
