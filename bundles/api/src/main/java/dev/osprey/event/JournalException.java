package dev.osprey.event;

/** A stream on disk could not keep an event. The message says which stream, why, and the remedy. */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
