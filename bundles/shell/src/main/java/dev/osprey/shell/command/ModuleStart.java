package dev.osprey.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code module:start}. */
@Service
@Command(
        scope = "module",
        name = "start",
        description = "Starts a module and waits until it is ready",
        detailedDescription = "Example: module:start clock")
public final class ModuleStart extends ModuleAction {

    public ModuleStart() {
        super("module.start");
    }
}
