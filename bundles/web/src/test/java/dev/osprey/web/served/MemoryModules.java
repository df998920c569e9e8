package dev.osprey.web.served;

import dev.osprey.module.CoreModuleException;
import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Modules without processes: the pid counts the starts. One that is called {@code broken} cannot be started. */
public final class MemoryModules implements Modules {

    public final Map<String, ModuleStatus> modules = new TreeMap<>();
    public final List<String> asked = new ArrayList<>();
    /** What any module wrote. */
    public final List<String> written = new ArrayList<>();

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
                state,
                desired,
                phase,
                pid,
                null,
                null,
                reason,
                "/modules/" + name);
        modules.put(name, status);
        return status;
    }

    private ModuleStatus get(String name) {
        if (name.equals("registry")) {
            throw new CoreModuleException("registry is a part of Osprey itself");
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
        if (name.equals("broken")) {
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
        get(name);
        return List.copyOf(written.subList(Math.max(0, written.size() - lines), written.size()));
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
