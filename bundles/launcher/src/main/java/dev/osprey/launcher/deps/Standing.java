package dev.osprey.launcher.deps;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;

/**
 * How a module stands towards those that need it.
 *
 * @param completed whether it has done once what it was to do
 * @param late whether it runs, was waited for until it is ready, and is waited for no longer
 */
public record Standing(ModuleState state, boolean desired, ModulePhase phase, boolean completed, boolean late) {

    /** Whether those that need it may start. Who is late holds up nobody, as with Kite. */
    boolean satisfies() {
        return completed || phase == ModulePhase.READY || phase == ModulePhase.STARTING && late;
    }
}
