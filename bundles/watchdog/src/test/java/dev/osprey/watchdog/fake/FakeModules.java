package dev.osprey.watchdog.fake;

import dev.osprey.module.Dependencies;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.ModuleStep;
import dev.osprey.module.Modules;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.Rescan;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.StaleIncarnationException;
import dev.osprey.module.Until;
import dev.osprey.module.WatchSpec;
import dev.osprey.module.Why;
import dev.osprey.process.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A launcher in memory: a restart is another incarnation, at once. */
public final class FakeModules implements Modules {

    public final Map<String, ModuleStatus> modules = new TreeMap<>();
    public final Map<String, WatchSpec> specs = new TreeMap<>();
    public final List<String> restarts = new ArrayList<>();
    public Why lastWhy;

    public static ModuleStatus status(
            String name, ModulePhase phase, long incarnation, long pid, boolean wanted, Why why) {
        return new ModuleStatus(
                name,
                name,
                "service",
                "python",
                ModuleKind.PROCESS,
                ModuleState.ENABLED,
                wanted,
                phase,
                incarnation,
                pid,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                null,
                null,
                0,
                null,
                why,
                List.of(),
                "/modules/" + name);
    }

    public void ready(String name, long incarnation, long pid) {
        modules.put(name, status(name, ModulePhase.READY, incarnation, pid, true, null));
    }

    public void phase(String name, ModulePhase phase, boolean wanted) {
        ModuleStatus was = modules.get(name);
        modules.put(name, status(name, phase, was.incarnation(), was.pid(), wanted, null));
    }

    @Override
    public List<ModuleStatus> list() {
        return List.copyOf(modules.values());
    }

    @Override
    public Optional<ModuleStatus> find(String name) {
        return Optional.ofNullable(modules.get(name));
    }

    @Override
    public Optional<ModuleDetail> detail(String name) {
        return find(name)
                .map(status -> new ModuleDetail(
                        status,
                        RestartPolicy.USUAL,
                        ReadyCheck.USUAL,
                        specs.getOrDefault(name, WatchSpec.USUAL),
                        Limits.NONE,
                        List.of(),
                        List.of(),
                        Map.of("launch", Map.of("timeout", 2)),
                        null,
                        "modules"));
    }

    @Override
    public ModuleStatus restartIf(String name, long incarnation, Why why) {
        ModuleStatus now = modules.get(name);
        if (now.incarnation() != incarnation || !now.desiredRunning()) {
            throw new StaleIncarnationException(name + " is at run " + now.incarnation());
        }
        lastWhy = why;
        restarts.add(name + " " + incarnation);
        modules.put(name, status(name, now.phase(), incarnation + 1, now.pid(), true, why));
        return modules.get(name);
    }

    @Override
    public ModuleStatus start(String name, Until until) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModuleStatus stop(String name, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModuleStatus restart(String name, String reason, Until until) {
        throw new AssertionError("The watchdog restarts particular runs only");
    }

    @Override
    public ModuleStatus state(String name, ModuleState state) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> logs(String name, int lines) {
        return List.of();
    }

    @Override
    public List<Why> why(String name) {
        return List.of();
    }

    @Override
    public Dependencies dependencies() {
        return new Dependencies(List.of(), List.of(), List.of());
    }

    @Override
    public List<ModuleStep> history(String name, int most) {
        return List.of();
    }

    @Override
    public ModuleStatus clearState(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Rescan rescan() {
        return new Rescan(List.of(), List.of());
    }

    @Override
    public Duration longestStop() {
        return Duration.ofSeconds(20);
    }
}
