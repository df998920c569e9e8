package dev.osprey.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code module:stop}. */
@Service
@Command(
        scope = "module",
        name = "stop",
        description = "Stops a module: asks it first, then ends its whole process tree",
        detailedDescription = "Example: module:stop clock")
public final class ModuleStop extends ModuleAction {

    public ModuleStop() {
        super("module.stop");
    }
}
