package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import java.time.Duration;
import java.time.Instant;
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
                        List.of("Module", "State", "Phase", "Process", "Runtime", "Started", "Restarts", "Why"),
                        modules.stream().map(ModuleList::row).toList(),
                        "There are no modules; put a folder with a module.md into modules/.");
    }

    private static List<Object> row(ModuleStatus module) {
        return Arrays.asList(
                module.name(),
                Documents.word(module.state()),
                phase(module),
                module.pid() == 0 ? "" : module.pid(),
                module.runtime(),
                module.startedAt(),
                module.restarts() == 0 ? "" : module.restarts(),
                module.reason());
    }

    private static Cell phase(ModuleStatus module) {
        String phase = Documents.word(module.phase());
        if (module.phase() != ModulePhase.BACKOFF || module.nextStart() == null) {
            return new Cell(phase, tone(phase));
        }
        long left =
                Math.max(0, Duration.between(Instant.now(), module.nextStart()).toSeconds());
        return new Cell(phase + ", " + left + " s", tone(phase));
    }

    /** @param phase as a tool says it */
    static Cell.Tone tone(String phase) {
        return switch (phase) {
            case "ready" -> Cell.Tone.GOOD;
            case "starting", "stopping", "backoff" -> Cell.Tone.MOVING;
            case "failed" -> Cell.Tone.BAD;
            default -> Cell.Tone.PLAIN;
        };
    }
}
