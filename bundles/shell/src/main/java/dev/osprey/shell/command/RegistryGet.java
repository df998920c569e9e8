package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.registry.Registry;
import dev.osprey.shell.complete.RegistryPaths;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** One value of the registry. */
@Service
@Command(
        scope = "registry",
        name = "get",
        description = "Prints the value at a dotted path of the registry",
        detailedDescription = "Example: registry:get event_hub.metadata.ws_endpoint")
public final class RegistryGet extends ShowCommand {

    @Argument(index = 0, name = "path", description = "A module id, then the fields, joined by dots", required = true)
    @Completion(RegistryPaths.class)
    String path;

    @Argument(index = 1, name = "options", description = "Options may stand here, too", multiValued = true)
    List<String> options;

    @Override
    List<String> words() {
        return options;
    }

    @Override
    void run(Door door) {
        door.check(Permission.REGISTRY_READ, path);
        Object value = door.service(Registry.class).get(path);
        if (door.output().json()) {
            door.output().document(value);
        } else {
            door.output().line(value instanceof String text ? text : Json.pretty(value));
        }
    }
}
