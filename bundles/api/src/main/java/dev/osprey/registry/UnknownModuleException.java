package dev.osprey.registry;

/** There is no entry with this id. */
public class UnknownModuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownModuleException(String message) {
        super(message);
    }
}
