package dev.osprey.ipc.wire;

/** JavaScript's {@code undefined}: on the wire an extension of type 0. */
public enum Absent {
    ABSENT
}
