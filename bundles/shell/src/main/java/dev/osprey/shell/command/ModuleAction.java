package dev.osprey.shell.command;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.shell.complete.ModuleNames;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** What starts, stops or restarts a module: the tool of the same name does it, and then the module is shown. */
abstract class ModuleAction extends OspreyCommand {

    private final String tool;

    @Argument(index = 0, name = "module", description = "Name of the module", required = true)
    @Completion(ModuleNames.class)
    String module;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    ModuleAction(String tool) {
        this.tool = tool;
    }

    @Override
    final List<String> words() {
        return options;
    }

    @Override
    final void run(Door door) {
        door.own(tool, Map.of("name", module));
        ModuleStatus status = door.service(Modules.class)
                .find(module)
                .orElseThrow(() -> new NoSuchModuleException("The module " + module + " has just been removed."));
        if (door.output().json()) {
            door.output().document(Documents.of(status));
            return;
        }
        String process = status.pid() == 0 ? "" : ", process " + status.pid();
        boolean asExpected = status.reason() == null || status.phase() == ModulePhase.STOPPED;
        String reason = asExpected ? "" : ", " + status.reason();
        door.output().line(module + " is " + Documents.word(status.phase()) + process + reason);
    }
}
