package dev.osprey.watchdog.check;

import dev.osprey.module.ModuleStatus;
import dev.osprey.module.WatchSpec;
import dev.osprey.process.ManagedProcess;
import java.time.Duration;

/**
 * One run of a module, as it is watched.
 *
 * @param status as it was first seen
 * @param startTimeout how long its manifest lets it take to become ready
 * @param process null for a bundle, and where nobody knows the process
 */
public record Run(ModuleStatus status, WatchSpec spec, Duration startTimeout, ManagedProcess process) {

    public String name() {
        return status.name();
    }

    public long incarnation() {
        return status.incarnation();
    }

    public long pid() {
        return status.pid();
    }
}
