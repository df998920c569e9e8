package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.module.Dependencies;
import dev.osprey.module.ModuleDependencyException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.Until;
import dev.osprey.module.Why;
import dev.osprey.registry.Registration;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DependencyTest extends LauncherFixture {

    private static final String SILENT = "#!/bin/sh\nread -r boot\nexec sleep 60\n";

    private void assertHeld(String name, Why.Code code, String module) {
        await(
                name + " to be held",
                () -> status(name).why() != null && status(name).why().code() == code);
        assertEquals(ModulePhase.STOPPED, status(name).phase());
        assertTrue(status(name).desiredRunning());
        assertEquals(module, status(name).why().module());
    }

    private List<String> spawned() {
        return processes.spawned.stream().map(one -> one.spec().name()).toList();
    }

    @Test
    void whatIsNeededIsReadyBeforeWhatNeedsItStarts() throws Exception {
        dropSh("a", "depends_on: [b, c, registry, event_hub, launcher]", READY);
        dropSh("b", "state: manual\ndepends_on: [d]\nlaunch: {timeout: 60}", SILENT);
        dropSh("c", "depends_on: [d]", READY);
        dropSh("d", "", READY);
        launcher.rescan();
        awaitPhase("d", ModulePhase.READY);
        awaitPhase("c", ModulePhase.READY);
        await("the process of b", () -> status("b").pid() > 0);
        assertHeld("a", Why.Code.WAITING_DEPENDENCY, "b");
        assertEquals("d", spawned().get(0));
        assertFalse(spawned().contains("a"));
        hub.publishAs("b", "module.ready", Map.of());
        awaitPhase("a", ModulePhase.READY);
        Dependencies all = launcher.dependencies();
        assertEquals(List.of(List.of("d"), List.of("b", "c"), List.of("a")), all.levels());
        assertTrue(all.nodes().stream().allMatch(Dependencies.Node::satisfied), all::toString);
        assertEquals(List.of("b", "c"), launcher.detail("d").orElseThrow().dependents());
        assertTrue(data("launcher", "lifecycle.jsonl")
                .contains("\"event\":\"auto_start\",\"module\":\"b\",\"for\":\"a\""));
    }

    @Test
    void onlyThoseConcernedAreHeldAndTheySayWhy() throws Exception {
        dropSh("x", "depends_on: [y]", READY);
        dropSh("y", "depends_on: [z]", READY);
        dropSh("z", "depends_on: [y]", READY);
        dropSh("lost", "depends_on: [nobody]", READY);
        dropSh("shut", "state: disabled", READY);
        dropSh("waits", "depends_on: [shut]", READY);
        dropSh("free", "", READY);
        launcher.rescan();
        awaitPhase("free", ModulePhase.READY);
        assertHeld("y", Why.Code.CYCLE, null);
        assertHeld("z", Why.Code.CYCLE, null);
        assertHeld("x", Why.Code.WAITING_DEPENDENCY, "y");
        assertHeld("lost", Why.Code.DEPENDENCY_MISSING, "nobody");
        assertHeld("waits", Why.Code.DEPENDENCY_DISABLED, "shut");
        assertEquals(List.of("free"), spawned());
        List<Why> chain = launcher.why("x");
        assertEquals(
                List.of(Why.Code.WAITING_DEPENDENCY, Why.Code.CYCLE),
                chain.stream().map(Why::code).toList());
        assertTrue(chain.get(1).text().contains("y → z → y"), chain.get(1).text());
        assertEquals(List.of(List.of("y", "z")), launcher.dependencies().cycles());
        for (String name : List.of("x", "y", "lost", "waits")) {
            assertThrows(ModuleDependencyException.class, () -> launcher.start(name), name);
        }
    }

    @Test
    void whatTurnsUpLaterOpensTheGate() throws Exception {
        dropSh("a", "depends_on: [late]", READY);
        launcher.rescan();
        assertHeld("a", Why.Code.DEPENDENCY_MISSING, "late");
        dropSh("late", "", READY);
        launcher.rescan();
        awaitPhase("a", ModulePhase.READY);
    }

    @Test
    void anEntryOfTheRegistryIsEnoughWhereNoModuleIs() throws Exception {
        registry.register(Principal.of("bundle:x", Role.ADMIN), new Registration("watchdog", Map.of()));
        dropSh("a", "depends_on: [watchdog]", READY);
        launcher.rescan();
        awaitPhase("a", ModulePhase.READY);
    }

    @Test
    void aStartStartsAllThatIsNeededAndWaitsForIt() throws Exception {
        dropSh("a", "state: manual\ndepends_on: [b]", READY);
        dropSh("b", "state: manual\ndepends_on: [c]", READY);
        dropSh("c", "state: manual", READY);
        launcher.rescan();
        assertEquals(ModulePhase.READY, launcher.start("a").phase());
        assertEquals(List.of("c", "b", "a"), spawned());
        assertTrue(status("c").desiredRunning());
    }

    @Test
    void aStartUntilSpawnedDoesNotWaitForOthers() throws Exception {
        dropSh("a", "state: manual\ndepends_on: [b]", READY);
        dropSh("b", "state: manual", SILENT);
        launcher.rescan();
        assertEquals(ModulePhase.STOPPED, launcher.start("a", Until.SPAWNED).phase());
        assertHeld("a", Why.Code.WAITING_DEPENDENCY, "b");
        await("the process of b", () -> status("b").pid() > 0);
        hub.publishAs("b", "module.ready", Map.of());
        awaitPhase("a", ModulePhase.READY);
    }

    @Test
    void whatFailedHoldsWhatNeedsItUntilSomebodyMendsIt() throws Exception {
        dropSh("a", "state: manual\ndepends_on: [b]", READY);
        dropSh("b", "state: manual\n" + NEVER, "#!/bin/sh\ntest -e ok || exit 1\n" + READY.substring(10));
        launcher.rescan();
        assertThrows(ModuleDependencyException.class, () -> launcher.start("a"));
        assertHeld("a", Why.Code.DEPENDENCY_FAILED, "b");
        Files.createFile(home.modules().resolve("b/ok"));
        assertEquals(ModulePhase.READY, launcher.start("b").phase());
        awaitPhase("a", ModulePhase.READY);
    }

    @Test
    void aOneShotThatIsDoneIsAllThatIsNeeded() throws Exception {
        dropSh("a", "depends_on: [once]", READY);
        dropSh("once", "ready: exit", "#!/bin/sh\nread -r boot\nexit 0\n");
        launcher.rescan();
        awaitPhase("a", ModulePhase.READY);
        assertEquals(Why.Code.COMPLETED, status("once").why().code());
    }

    @Test
    void whoIsLateHoldsUpNobody() throws Exception {
        dropSh("a", "depends_on: [slow]", READY);
        dropSh("slow", "launch: {timeout: 0.2}", SILENT);
        launcher.rescan();
        awaitPhase("a", ModulePhase.READY);
        assertEquals(Why.Code.READY_TIMEOUT, status("slow").why().code());
    }

    @Test
    void whatIsNeededStopsAfterWhatNeedsIt() throws Exception {
        dropSh("a", "depends_on: [b]", READY);
        dropSh("b", "depends_on: [c]", READY);
        dropSh("c", "", READY);
        launcher.rescan();
        awaitPhase("a", ModulePhase.READY);
        hub.subscribe("module.shutdown", event -> {
            String name = (String) hub.data(event).get("module_id");
            hub.publishAs(name, "module.shutdown.ready", Map.of());
        });
        launcher.close();
        List<String> stopped = hub.published.stream()
                .filter(event -> event.subject().equals("module.stopped"))
                .map(event -> (String) hub.data(event).get("module_id"))
                .toList();
        assertEquals(List.of("a", "b", "c"), stopped);
    }

    @Test
    void aStateThatWasTakenBackIsTheManifestsAgain() throws Exception {
        dropSh("a", "state: manual", READY);
        launcher.rescan();
        launcher.state("a", ModuleState.ENABLED);
        assertEquals(Why.Code.HELD, status("a").why().code());
        assertEquals(ModuleState.MANUAL, launcher.clearState("a").state());
        assertFalse(status("a").desiredRunning());
        assertEquals(2, hub.launcherSubjects("a").size());
    }
}
