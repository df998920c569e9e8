package dev.osprey.shell.command;

import dev.osprey.shell.complete.ToolNames;
import dev.osprey.tool.ToolObserver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Calls a tool. */
@Service
@Command(
        scope = "tool",
        name = "call",
        description = "Calls a tool; parts of the result are shown as they come, Ctrl-C cancels",
        detailedDescription = "Examples: tool:call registry.get path=event_hub.metadata, "
                + "tool:call process.spawn '{\"argv\": [\"echo\", \"hello\"], \"wait\": true}'")
public final class ToolCall extends OspreyCommand {

    @Argument(index = 0, name = "tool", description = "Name of the tool", required = true)
    @Completion(ToolNames.class)
    String tool;

    @Argument(
            index = 1,
            name = "input",
            description = "A JSON object in single quotes, or key=value for each field",
            multiValued = true)
    List<String> input;

    @Override
    List<String> words() {
        return input;
    }

    @Override
    void run(Door door, List<String> words) {
        Map<String, Object> arguments = ToolInput.of(words);
        Output output = door.output();
        if (output.json()) {
            PartsCollector parts = new PartsCollector();
            Object result = door.call(tool, arguments, parts);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("tool", tool);
            document.put("result", result);
            document.put("chunks", parts.kept());
            document.put("chunks_left_out", parts.leftOut());
            output.document(document);
            return;
        }
        Object result = door.call(tool, arguments, shown(output));
        if (result != null) {
            output.line(result instanceof String text ? text : Json.pretty(result));
        }
    }

    private static ToolObserver shown(Output output) {
        return new ToolObserver() {
            @Override
            public void onChunk(Object part) {
                output.line(part instanceof String text ? text : Json.write(part));
            }

            @Override
            public void onProgress(double done, String message) {
                if (output.terminal()) {
                    output.remark(Math.round(done * 100) + " % " + (message == null ? "" : message));
                }
            }
        };
    }
}
