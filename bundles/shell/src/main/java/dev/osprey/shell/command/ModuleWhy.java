package dev.osprey.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Why a module is as it is. */
@Service
@Command(
        scope = "module",
        name = "why",
        description = "Tells why a module is as it is and, if it waits for another one, why that one is, and so on",
        detailedDescription = "Example: module:why clock")
public final class ModuleWhy extends NamedModule {

    @Override
    void run(Door door) {
        Map<String, Object> answer = door.ask("module.why", Map.of("name", module));
        if (door.output().json()) {
            door.output().document(answer);
            return;
        }
        String phase = String.valueOf(answer.get("phase"));
        List<Cell> first =
                new ArrayList<>(List.of(Cell.plain(module + " is "), Cell.toned(phase, ModuleList.tone(phase))));
        List<Map<String, Object>> chain = Values.items(answer, "chain");
        if (chain.isEmpty()) {
            first.add(Cell.plain("; there is nothing to say about it"));
        }
        door.output().line(first);
        String indent = "  ";
        for (Map<String, Object> why : chain) {
            door.output().line(indent + why.get("text"));
            indent += "  ";
        }
    }
}
