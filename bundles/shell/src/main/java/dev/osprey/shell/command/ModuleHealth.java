package dev.osprey.shell.command;

import dev.osprey.shell.complete.ModuleNames;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What the watchdog knows. */
@Service
@Command(
        scope = "module",
        name = "health",
        description = "Shows what the watchdog has found: how each module stands, what is not well and what was done",
        detailedDescription = "Example: module:health clock")
public final class ModuleHealth extends ShowCommand {

    private static final ToolTable STANDINGS = new ToolTable("watchdog.status", "No module is watched.")
            .column("Module", "name")
            .column("Stage", module -> Cell.toned(module.get("stage"), tone(String.valueOf(module.get("stage")))))
            .column("Check", "check")
            .column("Reason", "reason")
            .column("Restarts", module -> Amounts.some(module.get("restarts")) ? module.get("restarts") : null);

    @Argument(index = 0, name = "module", description = "Name of a module; all if left out")
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
        Map<String, Object> answer = door.ask("watchdog.status", module == null ? Map.of() : Map.of("name", module));
        if (door.output().json()) {
            door.output().document(answer);
            return;
        }
        STANDINGS.rows(door.output(), Values.items(answer, "modules"));
        Map<String, Object> jvm = Values.map(answer.get("jvm"));
        if (Boolean.FALSE.equals(jvm.get("well"))) {
            door.output().line(List.of(Cell.toned("Osprey itself is not well: " + jvm.get("reason"), Cell.Tone.BAD)));
        }
    }

    private static Cell.Tone tone(String stage) {
        return switch (stage) {
            case "ok" -> Cell.Tone.GOOD;
            case "off", "suspended" -> Cell.Tone.PLAIN;
            case "gave_up" -> Cell.Tone.BAD;
            default -> Cell.Tone.MOVING;
        };
    }
}
