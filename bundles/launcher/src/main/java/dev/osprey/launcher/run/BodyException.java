package dev.osprey.launcher.run;

/** A run could not be made; the message says why. */
final class BodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    /** @param lasting whether another attempt would fail alike */
    BodyException(String message, boolean lasting, Throwable cause) {
        super(message, cause);
        this.lasting = lasting;
    }

    boolean lasting() {
        return lasting;
    }
}
