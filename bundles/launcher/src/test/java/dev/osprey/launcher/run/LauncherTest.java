package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.launcher.json.Json;
import dev.osprey.module.CoreModuleException;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.registry.Registration;
import dev.osprey.system.Endpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LauncherTest extends LauncherFixture {

    @Test
    void aDroppedModuleStartsAndARemovedOneStops() throws Exception {
        open();
        Path folder = dropSh("alpha", "", READY);
        awaitPhase("alpha", ModulePhase.READY);
        assertEquals(List.of("module.starting", "module.started"), startedSubjects("alpha"));
        long pid = status("alpha").pid();
        Files.move(folder, root.resolve("gone"));
        await("alpha to be gone", () -> launcher.list().isEmpty());
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        assertTrue(credentials.tokens.isEmpty());
        assertTrue(hub.launcherSubjects("alpha").contains("module.stopped"));
    }

    private List<String> startedSubjects(String name) {
        await("module.started of " + name, () -> hub.launcherSubjects(name).contains("module.started"));
        return hub.launcherSubjects(name);
    }

    @Test
    void theBootLineAndTheEnvironmentAreKitesAndMore() throws Exception {
        dropSh("alpha", "preferred_port: 4711\nlaunch: {env: {MY_MODE: fast, N: 3}}", READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        Map<?, ?> boot = Json.object(data("alpha", "boot.json").getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        String pid = "" + ProcessHandle.current().pid();
        assertEquals(credentials.tokens.get("alpha"), boot.get("token"));
        assertEquals(64, boot.get("token").toString().length());
        assertEquals(8181, boot.get("registry_port"));
        assertEquals(4711, boot.get("preferred_port"));
        assertEquals("127.0.0.1", boot.get("advertise_ip"));
        assertEquals(pid, boot.get("instance_id"));
        assertEquals("http://127.0.0.1:8181", boot.get("registry_url"));
        assertEquals("ws://127.0.0.1:8182/ws", boot.get("hub_url"));
        assertEquals("alpha", boot.get("module_id"));

        Path instance = home.workspace().resolve(root.getFileName());
        List<String> env = data("alpha", "env.txt").lines().toList();
        assertTrue(
                env.containsAll(List.of(
                        "KITE_INSTANCE=" + pid,
                        "KITE_INSTANCE_DIR=" + instance,
                        "KITE_CWD=" + root,
                        "KITE_WORKSPACE=" + home.workspace(),
                        "KITE_MODULE_DATA=" + instance.resolve("alpha"),
                        "KITE_PROJECT=" + home.modules(),
                        "KITE_REGISTRY_PORT=8181",
                        "OSPREY_HUB_URL=ws://127.0.0.1:8182/ws",
                        "OSPREY_REGISTRY_URL=http://127.0.0.1:8181",
                        "PYTHONUTF8=1",
                        "PYTHONUNBUFFERED=1",
                        "MY_MODE=fast",
                        "N=3")),
                env::toString);
        assertTrue(env.stream().noneMatch(line -> line.contains(credentials.tokens.get("alpha"))));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(instance.resolve("alpha"))));
    }

    @Test
    void everySpawnGetsATokenOfItsOwn() throws Exception {
        dropSh("alpha", "", READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        String first = credentials.tokens.get("alpha");
        ModuleStatus again = launcher.restart("alpha", null);
        assertEquals(ModulePhase.READY, again.phase());
        assertNotEquals(first, credentials.tokens.get("alpha"));
        assertEquals(2, credentials.issued.size());
    }

    @Test
    void aKilledModuleIsNoticedAndCutOff() throws Exception {
        dropSh("alpha", NEVER, READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        registry.register(Principal.of("alpha", Role.MODULE), new Registration("alpha", Map.of()));
        processes.spawned.get(0).process.destroyForcibly();
        awaitPhase("alpha", ModulePhase.FAILED);
        ModuleStatus status = status("alpha");
        assertEquals(137, status.exitCode());
        assertEquals("was ended by signal KILL", status.reason());
        assertEquals(0, status.pid());
        assertTrue(credentials.tokens.isEmpty());
        assertTrue(registry.entries.isEmpty());
        await("the event", () -> hub.published.stream()
                .anyMatch(event -> event.subject().equals("module.stopped")
                        && Integer.valueOf(137).equals(hub.data(event).get("exit_code"))));
        await("the leftovers' kill", () -> !processes.spawned.get(0).kills.isEmpty());
        assertEquals(1, processes.spawned.size());
    }

    @Test
    void anEntryOfSomebodyElseStays() throws Exception {
        dropSh("alpha", "", READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        registry.register(Principal.of("bundle:x", Role.ADMIN), new Registration("alpha", Map.of()));
        launcher.stop("alpha", null);
        assertEquals(1, registry.entries.size());
    }

    @Test
    void onlyTheModuleItselfCanSayThatItIsReady() throws Exception {
        dropSh("alpha", "launch: {timeout: 30}", "#!/bin/sh\nread -r boot\necho up\nexec sleep 60\n");
        launcher.rescan();
        await("the process", () -> !launcher.logs("alpha", 1).isEmpty());
        hub.publishAs("mallory", "module.ready", Map.of("module_id", "alpha"));
        hub.publishAs("alpha", "module.ready", Map.of("module_id", "mallory"));
        hub.publishAs("mallory", "module.ready", Map.of());
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        hub.subscribe("test.barrier", event -> delivered.complete(null));
        hub.publishAs("test", "test.barrier", Map.of());
        delivered.join();
        assertEquals(ModulePhase.STARTING, status("alpha").phase());
        hub.publishAs("alpha", "module.ready", Map.of("module_id", "alpha"));
        awaitPhase("alpha", ModulePhase.READY);
    }

    @Test
    void aSilentModuleIsStartedWithAWarning() throws Exception {
        dropSh("alpha", "state: manual\nlaunch: {timeout: 0.2}", "#!/bin/sh\nexec sleep 60\n");
        launcher.rescan();
        ModuleStatus status = launcher.start("alpha");
        assertEquals(ModulePhase.STARTING, status.phase());
        assertEquals("did not publish module.ready within 0.2 s", status.reason());
        assertTrue(status.pid() > 0);
        hub.publishAs("alpha", "module.ready", Map.of());
        awaitPhase("alpha", ModulePhase.READY);
        assertNull(status("alpha").reason());
    }

    @Test
    void aModuleThatEndsWhileItStartsIsAFailure() throws Exception {
        dropSh("alpha", "state: manual\n" + NEVER, "#!/bin/sh\necho oops >&2\nexit 3\n");
        launcher.rescan();
        ModuleStartException refused = assertThrows(ModuleStartException.class, () -> launcher.start("alpha"));
        assertTrue(refused.getMessage().contains("exit code 3"), refused.getMessage());
        assertEquals(ModulePhase.FAILED, status("alpha").phase());
        assertEquals(List.of("oops"), launcher.logs("alpha", 10));
        assertTrue(credentials.tokens.isEmpty());
    }

    @Test
    void aStopDoesNotWaitForASlowStart() throws Exception {
        dropSh("alpha", "launch: {timeout: 600}", "#!/bin/sh\nexec sleep 60\n");
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.STARTING);
        assertEquals(ModulePhase.STOPPED, launcher.stop("alpha", "enough").phase());
    }

    @Test
    void statesDecideWhatStartsAndOverridesWinAndThePackageStays() throws Exception {
        dropSh("eager", "", READY);
        dropSh("never", "state: disabled", READY);
        Path folder = dropSh("asked", "state: manual", READY);
        byte[] before = Files.readAllBytes(folder.resolve("module.md"));
        launcher.rescan();
        awaitPhase("eager", ModulePhase.READY);
        assertEquals(ModulePhase.STOPPED, status("asked").phase());
        assertThrows(ModuleActionException.class, () -> launcher.start("never"));
        assertFalse(status("asked").desiredRunning());
        launcher.state("asked", ModuleState.ENABLED);
        assertTrue(status("asked").desiredRunning());
        assertTrue(hub.launcherSubjects("asked").contains("module.state_changed"));
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("module.md")));
        launcher.close();
        launcher = newLauncher();
        launcher.rescan();
        awaitPhase("asked", ModulePhase.READY);
        assertEquals(ModuleState.ENABLED, status("asked").state());
    }

    @Test
    void nothingStartsBeforeTheDoorsAreOpen() throws Exception {
        endpoints.remove(new Endpoint("hub", "ws://127.0.0.1:8182/ws"));
        dropSh("alpha", "", READY);
        launcher.rescan();
        assertEquals(ModulePhase.STOPPED, status("alpha").phase());
        assertThrows(ModuleActionException.class, () -> launcher.start("alpha"));
        endpoints.add(new Endpoint("hub", "ws://127.0.0.1:1/ws"));
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
    }

    @Test
    void aBrokenManifestIsListedAndTheOthersStart() throws Exception {
        drop("bad", "name: bad\nentry: [", null);
        dropSh("good", "", READY);
        launcher.rescan();
        awaitPhase("good", ModulePhase.READY);
        ModuleStatus bad = status("bad");
        assertEquals(ModulePhase.FAILED, bad.phase());
        assertTrue(bad.reason().contains("module.md, line "), bad.reason());
        assertThrows(ModuleActionException.class, () -> launcher.start("bad"));
        Files.writeString(
                home.modules().resolve("bad/module.md"), "---\nname: bad\nentry: run.sh\nruntime: binary\n---\n");
        launcher.rescan();
        await("bad to be tried", () -> String.valueOf(status("bad").reason()).contains("run.sh, which is not in"));
    }

    @Test
    void anEntryOutsideTheFolderIsRefused() throws Exception {
        Files.writeString(root.resolve("evil.sh"), READY).toFile().setExecutable(true);
        drop("dots", "name: dots\nruntime: binary\nstate: manual\nentry: ../../evil.sh", null);
        Path link = drop("link", "name: link\nruntime: binary\nstate: manual\nentry: run.sh", null);
        Files.createSymbolicLink(link.resolve("run.sh"), root.resolve("evil.sh"));
        dropSh("cwd", "state: manual\nlaunch: {cwd: ../..}", READY);
        launcher.rescan();
        for (String name : List.of("dots", "link", "cwd")) {
            ModuleActionException refused = assertThrows(ModuleActionException.class, () -> launcher.start(name));
            assertTrue(refused.getMessage().contains("lies outside"), refused.getMessage());
        }
        assertTrue(processes.spawned.isEmpty());
        assertTrue(credentials.issued.isEmpty());
    }

    @Test
    void kitesOwnModulesAreNotStarted() throws Exception {
        drop("core/registry", "name: registry\nentry: run.sh\nruntime: binary", READY);
        launcher.rescan();
        assertEquals(List.of(), launcher.list());
        for (String name : List.of("registry", "event_hub", "launcher", "watchdog")) {
            assertThrows(CoreModuleException.class, () -> launcher.state(name, ModuleState.DISABLED));
            assertThrows(CoreModuleException.class, () -> launcher.stop(name, null));
        }
        assertTrue(documents.documents.isEmpty());
    }

    @Test
    void linesForTheLauncherStayOutOfTheLogAndCommandNothing() throws Exception {
        dropSh(
                "alpha",
                "",
                "#!/bin/sh\nread -r b\necho '{\"kite\":\"port\",\"port\":1}'\necho '{\"kite\":7}'\n"
                        + "echo '{broken'\necho plain\necho 'EVENT module.ready {}'\nexec sleep 60\n");
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        assertEquals(List.of("{\"kite\":7}", "{broken", "plain"), launcher.logs("alpha", 10));
        assertEquals(List.of("plain"), launcher.logs("alpha", 1));
        String file = Files.readString(home.logs().resolve("modules/alpha.log"));
        assertTrue(file.contains(" out plain\n") && !file.contains("\"port\""), file);
    }

    @Test
    void standardInputEndsOnceTheModuleHasStarted() throws Exception {
        dropSh(
                "alpha",
                "",
                "#!/bin/sh\nread -r boot\necho 'EVENT module.ready {}'\ncat\necho 'input ended'\n" + "exec sleep 60\n");
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        await("the end of input", () -> launcher.logs("alpha", 1).contains("input ended"));
    }

    @Test
    void aModuleWithoutBootInputGetsNoToken() throws Exception {
        dropSh(
                "alpha",
                "launch: {boot_stdin: false}",
                "#!/bin/sh\necho \"[$(cat)]\"\necho 'EVENT module.ready {}'\n" + "exec sleep 60\n");
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        await("its line", () -> launcher.logs("alpha", 1).equals(List.of("[]")));
        assertTrue(credentials.issued.isEmpty());
    }

    @Test
    void theLifeCycleIsOnRecord() throws Exception {
        dropSh("alpha", "", READY);
        launcher.rescan();
        awaitPhase("alpha", ModulePhase.READY);
        launcher.stop("alpha", "test");
        List<String> lines = data("launcher", "lifecycle.jsonl").lines().toList();
        List<Object> events = lines.stream()
                .<Object>map(line -> Json.object(line.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .get("event"))
                .toList();
        assertEquals(List.of("scanned", "starting", "ready", "started", "stopping", "stopped"), events);
        assertTrue(
                lines.get(0).matches("\\{\"ts\":\"[0-9T:.-]+\\+00:00\",\"event\":\"scanned\",\"module\":\"alpha\",.*"));
    }

    @Test
    void anUnknownNameIsToldApart() {
        assertThrows(NoSuchModuleException.class, () -> launcher.start("nobody"));
        assertThrows(NoSuchModuleException.class, () -> launcher.logs("nobody", 1));
    }

    @Test
    void closingStopsEverything() throws Exception {
        for (int i = 0; i < 5; i++) {
            dropSh("m" + i, "", READY);
        }
        launcher.rescan();
        for (int i = 0; i < 5; i++) {
            awaitPhase("m" + i, ModulePhase.READY);
        }
        launcher.close();
        assertTrue(processes.spawned.stream().noneMatch(PlainProcesses.Plain::alive));
        assertTrue(credentials.tokens.isEmpty());
    }
}
