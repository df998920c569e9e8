package dev.osprey.store;

/** Somebody else wrote the document since it was read: read it again. */
public class DocumentConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DocumentConflictException(String message) {
        super(message);
    }
}
