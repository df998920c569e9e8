package dev.osprey.web.served;

import dev.osprey.module.CoreModuleException;
import dev.osprey.module.Dependencies;
import dev.osprey.module.ModuleDependencyException;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.ModuleStep;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import dev.osprey.module.Why;
import dev.osprey.process.KillReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Modules without processes: the pid counts the starts. One that is called {@code broken} cannot be started. */
public final class MemoryModules implements Modules {

    public final Map<String, ModuleStatus> modules = new TreeMap<>();
    public final List<String> asked = new ArrayList<>();

    private long pids = 100;

    public MemoryModules with(String name, ModuleState state) {
        set(name, state, false, ModulePhase.STOPPED, 0, null);
        return this;
    }

    private ModuleStatus set(
            String name, ModuleState state, boolean desired, ModulePhase phase, long pid, String reason) {
        ModuleStatus status = new ModuleStatus(
                name,
                name.toUpperCase(java.util.Locale.ROOT),
                "service",
                "python",
                ModuleKind.PROCESS,
                state,
                desired,
                phase,
                pid - 100,
                pid,
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                0,
                phase == ModulePhase.BACKOFF ? Instant.EPOCH : null,
                reason == null ? null : new Why(Why.Code.REQUESTED, reason, null, Instant.EPOCH),
                List.of(),
                "/modules/" + name);
        modules.put(name, status);
        return status;
    }

    private ModuleStatus get(String name) {
        if (List.of("registry", "event_hub", "launcher").contains(name)) {
            throw new CoreModuleException(name + " is a part of Osprey itself");
        }
        return find(name).orElseThrow(() -> new NoSuchModuleException("There is no module " + name));
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
    public ModuleStatus start(String name, Until until) {
        asked.add("start " + name + " " + until);
        ModuleStatus before = get(name);
        if (before.state() == ModuleState.DISABLED) {
            throw new ModuleDisabledException(name + " is disabled");
        }
        if (name.equals("needy")) {
            throw new ModuleDependencyException("needy needs db, which is not there");
        }
        if (name.equals("broken")) {
            set(name, before.state(), true, ModulePhase.BACKOFF, 0, "no program");
            throw new ModuleStartException("broken could not be started: there is no such program");
        }
        return set(name, before.state(), true, ModulePhase.STARTING, ++pids, null);
    }

    @Override
    public ModuleStatus stop(String name, String reason) {
        asked.add("stop " + name + " " + reason);
        return set(name, get(name).state(), false, ModulePhase.STOPPED, 0, reason);
    }

    @Override
    public ModuleStatus restart(String name, String reason, Until until) {
        asked.add("restart " + name + " " + reason + " " + until);
        return start(name, until);
    }

    @Override
    public ModuleStatus state(String name, ModuleState state) {
        asked.add("state " + name + " " + state);
        return set(
                name,
                state,
                state == ModuleState.ENABLED,
                get(name).phase(),
                get(name).pid(),
                null);
    }

    @Override
    public List<String> logs(String name, int lines) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ModuleDetail> detail(String name) {
        KillReport end = new KillReport(2, 1, 0);
        return find(name)
                .map(status -> new ModuleDetail(
                        status, null, null, null, null, List.of(), List.of(), Map.of(), end, "/modules"));
    }

    @Override
    public List<Why> why(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Dependencies dependencies() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModuleStep> history(String name, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModuleStatus restartIf(String name, long incarnation, Why why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModuleStatus clearState(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Rescan rescan() {
        asked.add("rescan");
        return new Rescan(List.of("new"), List.of("old"));
    }

    @Override
    public Duration longestStop() {
        return Duration.ofSeconds(20);
    }
}
