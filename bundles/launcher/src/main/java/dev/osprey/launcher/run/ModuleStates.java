package dev.osprey.launcher.run;

import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;

/** Changes what is configured for a module, for this bundle's own tools. */
public interface ModuleStates {

    /** Stores a state that takes precedence over the manifest's. It starts and stops nothing by itself. */
    ModuleStatus state(String name, ModuleState state);
}
