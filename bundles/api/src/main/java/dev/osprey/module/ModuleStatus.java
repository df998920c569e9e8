package dev.osprey.module;

import java.time.Instant;

/**
 * A module at one moment.
 *
 * @param name its id
 * @param displayName for people
 * @param type {@code service}, {@code agent}, {@code tool}, ...
 * @param runtime {@code python}, {@code node} or {@code binary}
 * @param state what is configured
 * @param desiredRunning whether it should run now
 * @param phase where its process stands
 * @param pid the process, or 0
 * @param startedAt of the process, or null
 * @param exitCode of the last run, or null; 128 + n for signal n
 * @param reason why it stopped or failed, or null
 * @param folder absolute path of the module's folder
 */
public record ModuleStatus(
        String name,
        String displayName,
        String type,
        String runtime,
        ModuleState state,
        boolean desiredRunning,
        ModulePhase phase,
        long pid,
        Instant startedAt,
        Integer exitCode,
        String reason,
        String folder) {}
