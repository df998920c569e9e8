package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.module.Modules;
import dev.osprey.shell.complete.ModuleNames;
import dev.osprey.tool.ToolException;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One module of the launcher. */
@Service
@Command(
        scope = "module",
        name = "info",
        description = "Shows everything that is known of a module and of its process",
        detailedDescription = "Example: module:info clock --watch")
public final class ModuleInfo extends ShowCommand {

    @Argument(index = 0, name = "module", description = "Name of the module", required = true)
    @Completion(ModuleNames.class)
    String module;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        door.check(Permission.MODULE_READ, module);
        Answers.show(
                door.output(),
                door.service(Modules.class)
                        .find(module)
                        .map(Documents::of)
                        .orElseThrow(() -> new Failure(
                                ToolException.NOT_FOUND,
                                "There is no module " + module + ".",
                                "module:list shows the names; module:rescan looks for new ones now.")));
    }
}
