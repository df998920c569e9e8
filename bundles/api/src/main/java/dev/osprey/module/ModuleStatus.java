package dev.osprey.module;

import java.time.Instant;
import java.util.List;

/**
 * A module at one moment.
 *
 * @param name its id
 * @param displayName for people
 * @param type {@code service}, {@code agent}, {@code tool}, ...
 * @param runtime {@code python}, {@code node}, {@code java}, {@code binary} or {@code bundle}
 * @param state what is configured
 * @param desiredRunning whether it should run now
 * @param phase where it stands
 * @param incarnation counts its runs: which one this is, or the last one was; 0 before the first
 * @param pid the process, or 0
 * @param startedAt of the run, or null
 * @param readyAt when the run became ready, or null
 * @param since when the phase began
 * @param exitCode of the last run, or null; 128 + n for signal n
 * @param signal that ended the last run, or null
 * @param restarts how often it was started again because it had ended, since somebody started it
 * @param nextStart in {@link ModulePhase#BACKOFF} when it is started again, else null
 * @param why it is as it is, or null if there is nothing to say
 * @param dependsOn names of modules that it needs
 * @param folder absolute path of the module's folder; of a bundle its location
 */
public record ModuleStatus(
        String name,
        String displayName,
        String type,
        String runtime,
        ModuleKind kind,
        ModuleState state,
        boolean desiredRunning,
        ModulePhase phase,
        long incarnation,
        long pid,
        Instant startedAt,
        Instant readyAt,
        Instant since,
        Integer exitCode,
        String signal,
        int restarts,
        Instant nextStart,
        Why why,
        List<String> dependsOn,
        String folder) {

    public ModuleStatus {
        dependsOn = List.copyOf(dependsOn);
    }

    /** The text of {@link #why()}, or null. */
    public String reason() {
        return why == null ? null : why.text();
    }
}
