package dev.osprey.registry;

/** Nothing stands at this path of the registry. */
public class UnknownPathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownPathException(String message) {
        super(message);
    }
}
