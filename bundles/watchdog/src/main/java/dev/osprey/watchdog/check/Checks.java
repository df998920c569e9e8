package dev.osprey.watchdog.check;

import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleLogs.Query;
import dev.osprey.module.ModuleLogs.Stream;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.WatchSpec;
import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import dev.osprey.watchdog.check.AnswerCheck.HealthTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Makes the checks of a run, as its manifest asks for them. */
public final class Checks {

    private final Registry registry;
    private final ModuleLogs logs;
    private final Executor crew;
    private final HealthTimes health;
    private final Duration alive;

    /** The defaults where a manifest says nothing. */
    public record Defaults(Duration interval, Duration timeout, int failures, Duration alive) {}

    public Checks(Registry registry, ModuleLogs logs, Executor crew, Defaults defaults) {
        this.registry = registry;
        this.logs = logs;
        this.crew = crew;
        this.health = new HealthTimes(defaults.interval(), defaults.timeout(), defaults.failures());
        this.alive = defaults.alive();
    }

    /** Those of a run that is ready. */
    public List<RunCheck> of(Run run, Signs signs, Samples samples) {
        WatchSpec spec = run.spec();
        List<RunCheck> checks = new ArrayList<>();
        checks.add(new AnswerCheck(spec.health(), health, () -> document(run.name()), crew));
        if (spec.heartbeat() != null) {
            checks.add(new HeartbeatCheck(() -> registry.entry(run.name()), signs, spec.heartbeat()));
        }
        checks.add(new AliveCheck(signs, spec.alive(), alive));
        if (run.process() != null && spec.cpuCores() != null) {
            checks.add(new CpuCheck(samples, spec.cpuCores(), spec.cpuFor()));
        }
        if (run.process() != null && (spec.memoryMax() > 0 || spec.memoryGrow() != null)) {
            checks.add(new MemoryCheck(samples, spec));
        }
        if (spec.silence() != null) {
            checks.add(new SilenceCheck(logs, run.name(), spec.silence()));
        }
        return checks;
    }

    /** That of a run that is being started. */
    public RunCheck ofStart(Run run, Signs signs) {
        long pings = signs.pings();
        return new StuckCheck(run.startTimeout(), () -> signs.pings() != pings || registered(run) || wrote(run), crew);
    }

    /** Whether it is in the registry. */
    public boolean registered(Run run) {
        return registry.entry(run.name()).isPresent();
    }

    private Map<String, Object> document(String name) {
        return registry.entry(name).map(Entry::document).orElse(Map.of());
    }

    private boolean wrote(Run run) {
        try {
            return wrote(run, Stream.OUT) || wrote(run, Stream.ERR);
        } catch (NoSuchModuleException gone) {
            return true;
        }
    }

    private boolean wrote(Run run, Stream stream) {
        return logs.page(run.name(), new Query(null, null, 1, stream)).lines().stream()
                .anyMatch(line -> run.status().startedAt() == null
                        || !line.time().isBefore(run.status().startedAt()));
    }
}
