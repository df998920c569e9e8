package dev.osprey.module;

import dev.osprey.process.KillReport;
import dev.osprey.process.Limits;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a module.
 *
 * @param dependents names of modules that need it
 * @param warnings what its manifest asks for and does not get
 * @param fields the manifest's front matter
 * @param lastEnd what the end of the last run found, or null
 * @param source where it was found: the root of its modules folder, or {@code bundle}
 */
public record ModuleDetail(
        ModuleStatus status,
        RestartPolicy restart,
        ReadyCheck ready,
        WatchSpec watch,
        Limits limits,
        List<String> dependents,
        List<String> warnings,
        Map<String, Object> fields,
        KillReport lastEnd,
        String source) {

    public ModuleDetail {
        dependents = List.copyOf(dependents);
        warnings = List.copyOf(warnings);
    }
}
