package dev.osprey.shell.command;

import dev.osprey.shell.complete.ModuleNames;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** {@code module:state}. */
@Service
@Command(
        scope = "module",
        name = "state",
        description =
                "Sets whether a module starts with the system (enabled), on request (manual) or never (disabled), "
                        + "whatever its manifest says",
        detailedDescription = "Example: module:state clock manual")
public final class ModuleSetState extends OspreyCommand {

    private static final String RESET = "reset";
    private static final List<String> STATES = List.of("enabled", "manual", "disabled", RESET);

    @Argument(index = 0, name = "module", description = "Name of the module", required = true)
    @Completion(ModuleNames.class)
    String module;

    @Option(name = "--now", description = "Also starts what is enabled, or stops what is not")
    boolean now;

    @Argument(
            index = 1,
            name = "state",
            description = "enabled, manual or disabled; reset for what the manifest says",
            required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"enabled", "manual", "disabled", "reset"})
    String state;

    @Argument(index = 2, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    private Map<String, Object> input() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", module);
        if (state.equals(RESET)) {
            input.put("reset", true);
        } else {
            input.put("state", state);
        }
        if (now) {
            input.put("now", true);
        }
        return input;
    }

    @Override
    void run(Door door) {
        if (!STATES.contains(state)) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    "There is no state " + state + ".",
                    "Take one of " + String.join(", ", STATES) + ".");
        }
        Map<String, Object> answer = door.ask("module.state", input());
        if (door.output().json()) {
            door.output().document(answer);
        } else {
            door.output().line(module + " is " + answer.get("state") + " now; its process is " + answer.get("phase"));
        }
    }
}
