package dev.osprey.ipc.wire;

/** Bytes that are no frame, or a body that is not one value. Whoever sent them cannot be followed any further. */
public final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message, null, false, false);
    }
}
