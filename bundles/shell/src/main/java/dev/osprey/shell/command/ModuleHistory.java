package dev.osprey.shell.command;

import dev.osprey.shell.complete.ModuleNames;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What happened to modules. */
@Service
@Command(
        scope = "module",
        name = "history",
        description = "Lists what happened to a module, or to all of them, newest last, also before the last start",
        detailedDescription = "Example: module:history clock -n 20")
public final class ModuleHistory extends ShowCommand {

    private static final int MOST = 1_000;

    private static final ToolTable STEPS = new ToolTable("module.history", "Nothing has happened yet.")
            .column("When", "at")
            .column("Module", "module")
            .column("Step", step -> Cell.toned(step.get("step"), tone(String.valueOf(step.get("step")))))
            .column("Run", step -> Amounts.some(step.get("incarnation")) ? step.get("incarnation") : null)
            .column("What", ModuleHistory::rest);

    @Option(name = "-n", aliases = "--lines", description = "How many steps")
    int lines = 50;

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
        if (lines < 1 || lines > MOST) {
            throw new Failure(ToolException.INVALID_INPUT, "-n is " + lines + ".", "Ask for 1 to " + MOST + " steps.");
        }
        Map<String, Object> input = new LinkedHashMap<>(Map.of("limit", lines));
        if (module != null) {
            input.put("name", module);
        }
        Map<String, Object> answer = door.ask("module.history", input);
        if (door.output().json()) {
            door.output().document(answer);
        } else {
            STEPS.rows(door.output(), Values.items(answer, "steps"));
        }
    }

    private static Cell.Tone tone(String step) {
        return switch (step) {
            case "ready", "completed" -> Cell.Tone.GOOD;
            case "failed", "start_failed", "exited" -> Cell.Tone.BAD;
            case "backoff", "waiting", "watchdog" -> Cell.Tone.MOVING;
            default -> Cell.Tone.PLAIN;
        };
    }

    private static String rest(Map<String, Object> step) {
        return step.entrySet().stream()
                .filter(entry -> !List.of("at", "module", "step", "incarnation").contains(entry.getKey()))
                .map(entry -> entry.getKey() + " " + Values.shown(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
