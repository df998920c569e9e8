package dev.osprey.module;

/** An action on a module was refused or failed; the message says why and what to do. Its kinds say who can mend it. */
public class ModuleActionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModuleActionException(String message) {
        super(message);
    }
}
