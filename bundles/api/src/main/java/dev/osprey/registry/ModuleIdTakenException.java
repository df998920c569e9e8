package dev.osprey.registry;

/** Another holder has this module id; the first one keeps it. */
public class ModuleIdTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModuleIdTakenException(String message) {
        super(message);
    }
}
