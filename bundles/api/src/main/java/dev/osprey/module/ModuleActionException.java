package dev.osprey.module;

/** A module could not be started or stopped; the message says why and what to do. */
public class ModuleActionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModuleActionException(String message) {
        super(message);
    }
}
