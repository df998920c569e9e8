package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.shell.complete.ToolNames;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What a tool takes and gives. */
@Service
@Command(
        scope = "tool",
        name = "schema",
        description = "Shows what a tool takes and gives, as JSON Schema",
        detailedDescription = "Example: tool:schema registry.lookup")
public final class ToolSchema extends ShowCommand {

    @Argument(index = 0, name = "tool", description = "Name of the tool", required = true)
    @Completion(ToolNames.class)
    String tool;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        door.check(Permission.TOOL_LIST, tool);
        ToolInfo info = door.service(Tools.class)
                .find(tool)
                .orElseThrow(() -> new Failure(
                        ToolException.NOT_FOUND, "There is no tool " + tool + ".", "tool:list shows what there is."));
        Output output = door.output();
        if (output.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", info.name());
            document.put("input", info.input());
            document.put("output", info.output());
            output.document(document);
            return;
        }
        output.paragraph(info.name() + ": " + info.description());
        output.paragraph("For " + Documents.word(info.role()) + (info.readOnly() ? ", reads only" : "")
                + (info.timeout() == null ? "" : ", " + Cell.seconds(info.timeout()) + " s at most") + "; from "
                + info.bundle() + ".");
        output.line("\nInput\n" + Json.pretty(info.input()));
        output.line("\nOutput\n" + Json.pretty(info.output()));
    }
}
