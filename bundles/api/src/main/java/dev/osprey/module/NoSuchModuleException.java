package dev.osprey.module;

/** There is no module of this name. */
public class NoSuchModuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoSuchModuleException(String message) {
        super(message);
    }
}
