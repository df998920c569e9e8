package dev.osprey.shell.command;

import dev.osprey.shell.complete.ModuleNames;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** A command that shows something of one module. */
public abstract class NamedModule extends ShowCommand {

    @Argument(index = 0, name = "module", description = "Name of the module", required = true)
    @Completion(ModuleNames.class)
    String module;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    final List<String> words() {
        return options;
    }
}
