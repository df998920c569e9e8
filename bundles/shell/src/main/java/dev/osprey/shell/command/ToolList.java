package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The tool table. */
@Service
@Command(
        scope = "tool",
        name = "list",
        description = "Lists the tools, who may call them and which bundle brings them",
        detailedDescription = "Example: tool:list --json")
public final class ToolList extends ListCommand {

    @Override
    void run(Door door) {
        door.check(Permission.TOOL_LIST, "*");
        List<ToolInfo> tools = door.service(Tools.class).list();
        if (door.output().json()) {
            door.output().document(tools.stream().map(Documents::of).toList());
            return;
        }
        door.output()
                .table(
                        List.of("Tool", "Role", "Reads only", "Bundle", "Description"),
                        tools.stream().map(ToolList::row).toList(),
                        "There are no tools.");
    }

    private static List<Object> row(ToolInfo tool) {
        return List.of(
                tool.name(),
                Documents.word(tool.role()),
                tool.readOnly() ? "yes" : "no",
                tool.bundle(),
                tool.description());
    }
}
