package dev.osprey.launcher.manifest;

/** A manifest cannot be used; the message names file, line, value and remedy. */
public final class ManifestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ManifestException(String message) {
        super(message);
    }

    ManifestException(String message, Throwable cause) {
        super(message, cause);
    }
}
