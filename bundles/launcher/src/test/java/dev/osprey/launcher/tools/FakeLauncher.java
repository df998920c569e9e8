package dev.osprey.launcher.tools;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.module.Dependencies;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.ModuleStep;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.Rescan;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.Until;
import dev.osprey.module.WatchSpec;
import dev.osprey.module.Why;
import dev.osprey.process.KillReport;
import dev.osprey.process.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One module {@code clock} that does what it is told, and rules that allow a module only what was granted. */
final class FakeLauncher implements Modules, AccessControl {

    static final Principal OPERATOR = new Principal("olga", Role.OPERATOR, "1");
    static final Principal MODULE = new Principal("camera", Role.MODULE, "2");

    final List<String> asked = new ArrayList<>();
    final Set<String> granted = new HashSet<>();
    RuntimeException refusal;

    static ModuleStatus status(ModuleState state, ModulePhase phase, Why why) {
        return new ModuleStatus(
                "clock",
                "Clock",
                "service",
                "python",
                ModuleKind.PROCESS,
                state,
                true,
                phase,
                3,
                7,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                2,
                null,
                why,
                List.of("registry"),
                "/m/clock");
    }

    private static ModuleStatus ready(ModuleState state) {
        return status(state, ModulePhase.READY, null);
    }

    private <T> T answer(String question, T answer) {
        asked.add(question);
        if (refusal != null) {
            throw refusal;
        }
        return answer;
    }

    @Override
    public List<ModuleStatus> list() {
        return answer("list", List.of(ready(ModuleState.ENABLED)));
    }

    @Override
    public Optional<ModuleStatus> find(String name) {
        return name.equals("clock") ? Optional.of(ready(ModuleState.ENABLED)) : Optional.empty();
    }

    @Override
    public ModuleStatus start(String name, Until until) {
        return answer("start " + name + " " + until, ready(ModuleState.ENABLED));
    }

    @Override
    public ModuleStatus stop(String name, String reason) {
        return answer("stop " + name + " " + reason, ready(ModuleState.ENABLED));
    }

    @Override
    public ModuleStatus restart(String name, String reason, Until until) {
        return answer("restart " + name + " " + reason + " " + until, ready(ModuleState.ENABLED));
    }

    @Override
    public ModuleStatus state(String name, ModuleState state) {
        return answer("state " + name + " " + state, ready(state));
    }

    @Override
    public ModuleStatus clearState(String name) {
        return answer("clear " + name, ready(ModuleState.MANUAL));
    }

    @Override
    public List<String> logs(String name, int lines) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ModuleDetail> detail(String name) {
        return find(name)
                .map(status -> new ModuleDetail(
                        status,
                        RestartPolicy.USUAL,
                        ReadyCheck.USUAL,
                        WatchSpec.USUAL,
                        new Limits(50, 0, 64, 0, 0, null, false),
                        List.of("camera"),
                        List.of("PATH was dropped"),
                        Map.of("name", "clock"),
                        new KillReport(3, 2, 1),
                        "/m"));
    }

    @Override
    public List<Why> why(String name) {
        return List.of(
                new Why(Why.Code.WAITING_DEPENDENCY, "waits for db", "db", Instant.EPOCH),
                new Why(Why.Code.EXITED, "exited with 1", null, Instant.EPOCH));
    }

    @Override
    public Dependencies dependencies() {
        return new Dependencies(
                List.of(new Dependencies.Node("clock", ModulePhase.READY, List.of("x"), List.of("x"), false)),
                List.of(List.of("clock")),
                List.of());
    }

    @Override
    public List<ModuleStep> history(String name, int most) {
        return answer(
                "history " + name + " " + most,
                List.of(new ModuleStep(Instant.EPOCH, "exited", "clock", 3, Map.of("exit_code", 1, "step", "other"))));
    }

    @Override
    public ModuleStatus restartIf(String name, long incarnation, Why why) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Rescan rescan() {
        return answer("rescan", new Rescan(List.of("new"), List.of()));
    }

    @Override
    public Duration longestStop() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Verdict verdict(Principal principal, Permission permission, String resource) {
        return principal.role() != Role.MODULE || granted.contains(permission.key() + " " + resource)
                ? new Verdict(true, "yes", null)
                : new Verdict(false, principal.name() + " may not " + permission.key() + " on " + resource, "ask");
    }

    @Override
    public void check(Principal principal, Permission permission, String resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public void grant(String principal, Permission permission, String resourceGlob) {
        granted.add(permission.key() + " " + resourceGlob);
    }

    @Override
    public boolean revoke(String principal, Permission permission, String resourceGlob) {
        return granted.remove(permission.key() + " " + resourceGlob);
    }

    @Override
    public List<Grant> grants() {
        return List.of();
    }

    static NoSuchModuleException absent() {
        return new NoSuchModuleException("There is no module x");
    }
}
