package dev.osprey.process;

/** A process could not be started. */
public class SpawnException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SpawnException(String message, Throwable cause) {
        super(message, cause);
    }
}
