package dev.osprey.watchdog.round;

import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.WatchSpec;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.watchdog.check.Run;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Finds out how a new run is to be watched. */
public final class RunOpener {

    /** What the launcher takes where a manifest says nothing. */
    private static final double USUAL_TIMEOUT = 15;

    private final Modules modules;
    private final Processes processes;

    public RunOpener(Modules modules, Processes processes) {
        this.modules = modules;
        this.processes = processes;
    }

    Run open(ModuleStatus status) {
        Optional<ModuleDetail> detail = modules.detail(status.name());
        WatchSpec spec = detail.map(ModuleDetail::watch).orElse(WatchSpec.USUAL);
        ManagedProcess process =
                status.pid() == 0 ? null : processes.holding(status.pid()).orElse(null);
        return new Run(status, spec, detail.map(RunOpener::timeout).orElse(seconds(USUAL_TIMEOUT)), process);
    }

    private static Duration timeout(ModuleDetail detail) {
        boolean said = detail.fields() != null
                && detail.fields().get("launch") instanceof Map<?, ?> launch
                && launch.get("timeout") instanceof Number;
        return seconds(
                said
                        ? ((Number) ((Map<?, ?>) detail.fields().get("launch")).get("timeout")).doubleValue()
                        : USUAL_TIMEOUT);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
