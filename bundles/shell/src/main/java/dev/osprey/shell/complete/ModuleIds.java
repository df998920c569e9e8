package dev.osprey.shell.complete;

import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Ids in the registry. */
@Service
public final class ModuleIds extends LiveCompleter<Registry> {

    public ModuleIds() {
        super(Registry.class);
    }

    @Override
    Collection<String> words(Registry registry) {
        return registry.entries().stream().map(Entry::moduleId).toList();
    }
}
