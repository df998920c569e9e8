package dev.osprey.shell.command;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Looks for modules now. */
@Service
@Command(
        scope = "module",
        name = "rescan",
        description = "Looks for new and removed modules now",
        detailedDescription = "Example: module:rescan --json")
public final class ModuleRescan extends OspreyCommand {

    @Argument(index = 0, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        Map<String, Object> found = door.ask("module.rescan", Map.of());
        Output output = door.output();
        if (output.json()) {
            output.document(found);
            return;
        }
        List<?> added = Values.list(found.get("added"));
        List<?> removed = Values.list(found.get("removed"));
        if (added.isEmpty() && removed.isEmpty()) {
            output.line("Nothing has changed.");
        }
        added.forEach(name -> output.line("Added: " + name));
        removed.forEach(name -> output.line("Removed: " + name));
    }
}
