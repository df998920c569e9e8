package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The launcher's modules. */
@Service
@Command(
        scope = "module",
        name = "list",
        description = "Lists the modules that are described by a module.md, and how their processes stand",
        detailedDescription = "Example: module:list --json")
public final class ModuleList extends ListCommand {

    @Override
    void run(Door door) {
        door.check(Permission.MODULE_READ, "*");
        List<ModuleStatus> modules = door.service(Modules.class).list();
        if (door.output().json()) {
            door.output().document(modules.stream().map(Documents::of).toList());
            return;
        }
        door.output()
                .table(
                        List.of("Module", "State", "Phase", "Process", "Runtime", "Started", "Reason"),
                        modules.stream().map(ModuleList::row).toList(),
                        "There are no modules; put a folder with a module.md into modules/.");
    }

    private static List<Object> row(ModuleStatus module) {
        return Arrays.asList(
                module.name(),
                Documents.word(module.state()),
                new Cell(Documents.word(module.phase()), tone(module.phase())),
                module.pid() == 0 ? "" : module.pid(),
                module.runtime(),
                module.startedAt(),
                module.reason());
    }

    private static Cell.Tone tone(ModulePhase phase) {
        return switch (phase) {
            case READY -> Cell.Tone.GOOD;
            case STARTING, STOPPING -> Cell.Tone.MOVING;
            case FAILED -> Cell.Tone.BAD;
            default -> Cell.Tone.PLAIN;
        };
    }
}
