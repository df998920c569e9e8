package dev.osprey.shell.command;

import dev.osprey.shell.complete.ModuleNames;
import dev.osprey.tool.ToolException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Which module needs which, drawn as a tree. */
@Service
@Command(
        scope = "module",
        name = "deps",
        description = "Draws which modules each module needs, and what is missing",
        detailedDescription = "Example: module:deps clock")
public final class ModuleDeps extends ShowCommand {

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
        Map<String, Object> answer = door.ask("module.dependencies", Map.of());
        if (door.output().json()) {
            door.output().document(answer);
            return;
        }
        Map<String, Map<String, Object>> nodes = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Map<String, Object> node : Values.items(answer, "nodes")) {
            names.add(String.valueOf(node.get("name")));
            nodes.put(names.get(names.size() - 1), node);
        }
        if (module != null && !nodes.containsKey(module)) {
            throw new Failure(
                    ToolException.NOT_FOUND, "There is no module " + module + ".", "module:list shows the names.");
        }
        if (names.isEmpty()) {
            door.output().remark("There are no modules.");
        }
        for (String root : module == null ? names : List.of(module)) {
            draw(door.output(), nodes, root, "", "", new LinkedHashSet<>());
        }
    }

    /** @param path from the root to here, to end where it comes back to itself */
    private static void draw(
            Output output,
            Map<String, Map<String, Object>> nodes,
            String name,
            String head,
            String indent,
            Set<String> path) {
        Map<String, Object> node = nodes.get(name);
        String phase = node == null ? "missing" : String.valueOf(node.get("phase"));
        boolean circle = !path.add(name);
        output.line(List.of(
                Cell.plain(head),
                Cell.toned(name, Cell.Tone.NAME),
                Cell.plain(" "),
                node == null ? Cell.toned(phase, Cell.Tone.BAD) : Cell.toned(phase, ModuleList.tone(phase)),
                Cell.toned(circle ? ", needs itself" : "", Cell.Tone.BAD)));
        if (node == null || circle) {
            return;
        }
        List<?> needed = Values.list(node.get("depends_on"));
        for (int i = 0; i < needed.size(); i++) {
            boolean last = i == needed.size() - 1;
            draw(
                    output,
                    nodes,
                    String.valueOf(needed.get(i)),
                    indent + (last ? "`- " : "+- "),
                    indent + (last ? "   " : "|  "),
                    new LinkedHashSet<>(path));
        }
    }
}
