package dev.osprey.shell.command;

import dev.osprey.shell.complete.ModuleNames;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolObserver;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What a module wrote. */
@Service
@Command(
        scope = "module",
        name = "logs",
        description = "Shows the last lines that a module wrote, and with -f those that follow, until Ctrl-C",
        detailedDescription = "Example: module:logs clock -n 20 -f")
public final class ModuleLogs extends OspreyCommand {

    private static final int MOST = 10_000;

    @Option(name = "-n", aliases = "--lines", description = "How many lines")
    int lines = 100;

    @Option(name = "-f", aliases = "--follow", description = "Goes on as lines are written")
    boolean follow;

    @Option(name = "-t", aliases = "--time", description = "With the time of each line")
    boolean time;

    @Option(name = "--stream", description = "Only what came from out, err or sys, which is the launcher's own")
    String stream;

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
        if (lines < 1 || lines > MOST) {
            throw new Failure(ToolException.INVALID_INPUT, "-n is " + lines + ".", "Ask for 1 to " + MOST + " lines.");
        }
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", module);
        input.put("lines", lines);
        if (stream != null) {
            input.put("stream", stream);
        }
        if (follow) {
            input.put("follow", true);
            follow(door, input);
            return;
        }
        Map<String, Object> answer = door.ask("module.logs", input);
        List<Map<String, Object>> entries = Values.items(answer, "entries");
        if (door.output().json()) {
            door.output().document(entries);
        } else if (entries.isEmpty()) {
            door.output().remark(module + " has written nothing.");
        } else {
            entries.forEach(entry -> show(door.output(), entry));
        }
    }

    private void follow(Door door, Map<String, Object> input) {
        Output output = door.output();
        try {
            door.call("module.logs", input, new ToolObserver() {
                @Override
                public void onChunk(Object part) {
                    show(output, Values.map(part));
                }
            });
        } catch (Failure e) {
            if (!ToolException.CANCELLED.equals(e.code())) {
                throw e;
            }
        }
    }

    /** A line, or in its place what is to be known about lines that are not there. */
    private void show(Output output, Map<String, Object> entry) {
        if (output.json()) {
            output.document(entry);
            return;
        }
        if (entry.get("text") == null) {
            output.remark(Json.write(entry));
            return;
        }
        Cell text = Cell.toned(entry.get("text"), tone(String.valueOf(entry.get("stream"))));
        output.line(
                time && entry.get("time") instanceof String at
                        ? List.of(Cell.plain(Cell.time(Instant.parse(at), Instant.now()) + "  "), text)
                        : List.of(text));
    }

    private static Cell.Tone tone(String stream) {
        return switch (stream) {
            case "err" -> Cell.Tone.BAD;
            case "sys" -> Cell.Tone.MOVING;
            default -> Cell.Tone.PLAIN;
        };
    }
}
