package dev.osprey.module;

/** What a module needs is missing, disabled, failed, or needs the module itself. */
public class ModuleDependencyException extends ModuleActionException {

    private static final long serialVersionUID = 1L;

    public ModuleDependencyException(String message) {
        super(message);
    }
}
