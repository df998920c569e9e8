package dev.osprey.module;

/** It is about a run of a module that is not the one of now; nothing was done. */
public class StaleIncarnationException extends ModuleActionException {

    private static final long serialVersionUID = 1L;

    public StaleIncarnationException(String message) {
        super(message);
    }
}
