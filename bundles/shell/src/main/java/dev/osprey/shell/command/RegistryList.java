package dev.osprey.shell.command;

import dev.osprey.access.Permission;
import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Everything that lives. */
@Service
@Command(
        scope = "registry",
        name = "list",
        description = "Lists what lives: modules and bundles with an entry in the registry",
        detailedDescription = "Example: registry:list --json")
public final class RegistryList extends ListCommand {

    @Override
    void run(Door door) {
        door.check(Permission.REGISTRY_READ, "*");
        List<Entry> entries = door.service(Registry.class).entries();
        if (door.output().json()) {
            door.output().document(entries.stream().map(Documents::of).toList());
            return;
        }
        door.output()
                .table(
                        List.of("Module", "Type", "Name", "Holder", "Lease", "Registered"),
                        entries.stream().map(RegistryList::row).toList(),
                        "Nothing is registered.");
    }

    private static List<Object> row(Entry entry) {
        Object name = entry.document().get("name");
        return Arrays.asList(
                entry.moduleId(),
                entry.document().get("module_type"),
                entry.moduleId().equals(name) ? null : name,
                entry.holder(),
                entry.ttl() == null ? null : entry.ttl().toSeconds() + " s",
                entry.registeredAt());
    }
}
