package dev.osprey.launcher.manifest;

import dev.osprey.launcher.log.LogSpec;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.WatchSpec;
import dev.osprey.process.Limits;
import dev.osprey.process.Sandbox;
import java.util.List;
import java.util.Map;

/**
 * What a {@code module.md} says, or the capability of a bundle that is a module.
 *
 * @param name the module's id
 * @param displayName for people
 * @param type {@code service}, {@code agent}, {@code tool}, ...
 * @param state start with the system, on request, or never
 * @param runtime {@code python}, {@code node}, {@code java}, {@code binary} or {@code bundle}
 * @param entry the program, relative to the folder, or the runtime's {@code -m}, {@code -e} and {@code -cp} forms
 * @param preferredPort a hint for the module, 0 for none
 * @param dependsOn names of other modules
 * @param launch how to run it
 * @param restart what happens when it ends by itself
 * @param ready how one sees that it is ready
 * @param watch how it is watched
 * @param limits what it may use; never strict, unless it says so
 * @param sandbox what it may see, or null; its folder is readable in it, its data folder is for the launcher to add
 * @param log how much of its output is kept
 * @param warnings what it asks for and does not get
 * @param fields everything in the front matter as plain JSON values, unknown keys included
 */
public record Manifest(
        String name,
        String displayName,
        String type,
        ModuleState state,
        String runtime,
        String entry,
        int preferredPort,
        List<String> dependsOn,
        Launch launch,
        RestartPolicy restart,
        ReadyCheck ready,
        WatchSpec watch,
        Limits limits,
        Sandbox sandbox,
        LogSpec log,
        List<String> warnings,
        Map<String, Object> fields) {

    /** What a bundle runs as. */
    public static final String BUNDLE = "bundle";
}
