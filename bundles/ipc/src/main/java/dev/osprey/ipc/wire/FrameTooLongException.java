package dev.osprey.ipc.wire;

/** A header announces more bytes than are taken. */
public final class FrameTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FrameTooLongException(long length, int most) {
        super("Frame of " + length + " bytes is over the limit of " + most, null, false, false);
    }
}
