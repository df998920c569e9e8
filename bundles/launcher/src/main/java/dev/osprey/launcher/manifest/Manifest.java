package dev.osprey.launcher.manifest;

import dev.osprey.module.ModuleState;
import java.util.List;
import java.util.Map;

/**
 * What a {@code module.md} says.
 *
 * @param name the module's id
 * @param displayName for people
 * @param type {@code service}, {@code agent}, {@code tool}, ...
 * @param state start with the system, on request, or never
 * @param runtime {@code python}, {@code node} or {@code binary}
 * @param entry the program, relative to the folder, or the runtime's {@code -m} and {@code -e} forms
 * @param preferredPort a hint for the module, 0 for none
 * @param dependsOn names of other modules
 * @param launch how to run it
 * @param fields everything in the front matter, unknown keys included
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
        Map<String, Object> fields) {}
