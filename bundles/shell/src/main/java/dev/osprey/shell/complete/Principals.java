package dev.osprey.shell.complete;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Grant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Who has grants, or may be given some: the modules. */
@Service
public final class Principals extends LiveCompleter<AccessControl> {

    public Principals() {
        super(AccessControl.class);
    }

    @Override
    Collection<String> words(AccessControl access) {
        List<String> known = access.grants().stream().map(Grant::principal).toList();
        ModuleNames modules = new ModuleNames();
        modules.context = context;
        return Stream.concat(known.stream(), modules.live().stream()).toList();
    }
}
