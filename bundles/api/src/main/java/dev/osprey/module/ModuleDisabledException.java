package dev.osprey.module;

/** The module may not start, because its state is {@link ModuleState#DISABLED}. */
public class ModuleDisabledException extends ModuleActionException {

    private static final long serialVersionUID = 1L;

    public ModuleDisabledException(String message) {
        super(message);
    }
}
