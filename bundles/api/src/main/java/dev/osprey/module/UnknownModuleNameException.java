package dev.osprey.module;

/** There is no module of this name. */
public class UnknownModuleNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownModuleNameException(String message) {
        super(message);
    }
}
