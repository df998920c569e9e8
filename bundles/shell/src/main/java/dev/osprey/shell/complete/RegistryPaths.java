package dev.osprey.shell.complete;

import dev.osprey.registry.Registry;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Paths of the registry: each entry and each of its fields. */
@Service
public final class RegistryPaths extends LiveCompleter<Registry> {

    public RegistryPaths() {
        super(Registry.class);
    }

    @Override
    Collection<String> words(Registry registry) {
        Stream<String> entries = registry.entries().stream().map(entry -> entry.moduleId());
        Stream<String> fields =
                registry.lookup("*", "*", "*").stream().map(match -> match.moduleId() + "." + match.field());
        return Stream.concat(entries, fields).toList();
    }
}
