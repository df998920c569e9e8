package dev.osprey.module;

/** The name is that of a part of Osprey itself, which runs as long as Osprey does and takes no state. */
public class CoreModuleException extends ModuleActionException {

    private static final long serialVersionUID = 1L;

    public CoreModuleException(String message) {
        super(message);
    }
}
