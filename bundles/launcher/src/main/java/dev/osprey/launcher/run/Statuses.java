package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.state.Situation;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Situations as everyone sees them. */
final class Statuses {

    private Statuses() {}

    /** @param note shown when there is nothing else to say, or null */
    static ModuleStatus of(Body body, Situation now, Why note) {
        Manifest manifest = body.manifest();
        Situation.Run run = now.run();
        return new ModuleStatus(
                manifest.name(),
                manifest.displayName(),
                manifest.type(),
                manifest.runtime(),
                body.kind(),
                now.wish().state(),
                now.wish().desired(),
                now.phase(),
                run.incarnation(),
                run.pid(),
                run.startedAt(),
                run.readyAt(),
                now.since(),
                body.kind() == ModuleKind.BUNDLE ? null : run.exitCode(),
                run.signal(),
                now.tally().restarts(),
                now.nextStart(),
                now.why() == null ? note : now.why(),
                manifest.dependsOn(),
                body.place());
    }

    /** One that cannot be used. */
    static ModuleStatus broken(String name, ModuleKind kind, String place, Why why, Instant since) {
        return new ModuleStatus(
                name,
                name,
                "unknown",
                "unknown",
                kind,
                ModuleState.DISABLED,
                false,
                ModulePhase.FAILED,
                0,
                0,
                null,
                null,
                since,
                null,
                null,
                0,
                null,
                why,
                List.of(),
                place);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
