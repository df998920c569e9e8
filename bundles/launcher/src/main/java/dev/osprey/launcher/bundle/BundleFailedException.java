package dev.osprey.launcher.bundle;

/** A bundle did not start or stop; the message says why. */
public final class BundleFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BundleFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
