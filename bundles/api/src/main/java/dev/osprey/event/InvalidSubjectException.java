package dev.osprey.event;

/** A subject or pattern breaks the grammar of {@link Subject}. The message says which rule, the value and the remedy. */
public class InvalidSubjectException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidSubjectException(String message) {
        super(message);
    }
}
