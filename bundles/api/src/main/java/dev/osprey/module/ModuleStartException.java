package dev.osprey.module;

/** The module's process could not be made, or ended before the module was ready. */
public class ModuleStartException extends ModuleActionException {

    private static final long serialVersionUID = 1L;

    public ModuleStartException(String message) {
        super(message);
    }
}
