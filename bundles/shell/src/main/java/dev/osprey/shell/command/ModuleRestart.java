package dev.osprey.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code module:restart}. */
@Service
@Command(
        scope = "module",
        name = "restart",
        description = "Stops a module and starts it again",
        detailedDescription = "Example: module:restart clock")
public final class ModuleRestart extends ModuleAction {

    public ModuleRestart() {
        super("module.restart");
    }
}
