package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.registry.Match;
import dev.osprey.registry.Registry;
import dev.osprey.shell.complete.ModuleIds;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Fields of the registry that match. */
@Service
@Command(
        scope = "registry",
        name = "lookup",
        description = "Finds fields of the registry by module, field and value; * and ? stand for any characters",
        detailedDescription = "Example: registry:lookup --field 'metadata.*'")
public final class RegistryLookup extends ListCommand {

    @Option(name = "--module", description = "Glob for the module id")
    @Completion(ModuleIds.class)
    String module = "*";

    @Option(name = "--field", description = "Glob for the dotted path of the field")
    String field = "*";

    @Option(name = "--value", description = "Glob for the value's text")
    String value = "*";

    @Override
    void run(Door door) {
        door.check(Permission.REGISTRY_READ, module);
        List<Match> matches = door.service(Registry.class).lookup(module, field, value);
        if (door.output().json()) {
            door.output().document(matches.stream().map(Documents::of).toList());
            return;
        }
        door.output()
                .table(
                        List.of("Module", "Field", "Value"),
                        matches.stream()
                                .<List<Object>>map(
                                        match -> List.of(match.moduleId(), match.field(), text(match.value())))
                                .toList(),
                        "Nothing matches.");
    }

    private static String text(Object found) {
        return found instanceof String text ? text : Json.write(found);
    }
}
