package dev.osprey.process;

/** A process could not be started. */
public class SpawnException extends RuntimeException {

    /** What kept it from starting. */
    public enum Reason {
        NOT_IN_PATH,
        NO_PROGRAM,
        NOT_EXECUTABLE,
        NO_FOLDER,
        BAD_ARGUMENT,
        /** The host, or Osprey, has no room for another one now. */
        TOO_MANY,
        /** A limit was asked for that this host cannot enforce. */
        UNSUPPORTED_LIMIT,
        NO_SANDBOX,
        NO_TERMINAL,
        /** Osprey, or who asked, stops. */
        STOPPING,
        FAILED
    }

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public SpawnException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public SpawnException(String message, Throwable cause) {
        this(Reason.FAILED, message, cause);
    }

    public Reason reason() {
        return reason;
    }
}
