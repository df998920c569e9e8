package dev.osprey.shell.complete;

import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Modules of the launcher. */
@Service
public final class ModuleNames extends LiveCompleter<Modules> {

    public ModuleNames() {
        super(Modules.class);
    }

    @Override
    Collection<String> words(Modules modules) {
        return modules.list().stream().map(ModuleStatus::name).toList();
    }
}
