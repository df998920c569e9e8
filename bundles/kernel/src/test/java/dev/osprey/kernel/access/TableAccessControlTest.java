package dev.osprey.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableAccessControlTest {

    private static final Principal MODULE = Principal.of("mod", Role.MODULE);

    @TempDir
    Path folder;

    private AccessFixture osprey;

    @BeforeEach
    void start() {
        osprey = new AccessFixture(folder);
    }

    private boolean may(Principal principal, Permission permission, String resource) {
        return osprey.access.verdict(principal, permission, resource).allowed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.registered",
                "module.deregistered",
                "module.expired",
                "module.starting",
                "module.started",
                "module.stopped",
                "module.state_changed",
                "module.shutdown",
                "module.ready_timeout",
                "module.backoff",
                "module.failed",
                "module.completed",
                "process.exited",
                "terminal.ended",
                "watchdog.unhealthy",
                "tool.added",
                "tool.removed",
                "osprey.ready",
                "kairo.system.device.connected",
                "access.denied"
            })
    void reservedSubjectsAreForAdminsOnly(String subject) {
        osprey.access.grant("mod", Permission.EVENT_PUBLISH, "*");
        assertFalse(may(MODULE, Permission.EVENT_PUBLISH, subject));
        assertFalse(may(Principal.of("o", Role.OPERATOR), Permission.EVENT_PUBLISH, subject));
        assertTrue(may(Principal.of("a", Role.ADMIN), Permission.EVENT_PUBLISH, subject));
        assertTrue(may(Principal.SYSTEM, Permission.EVENT_PUBLISH, subject));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.ready",
                "module.alive",
                "module.extend",
                "module.shutdown.ack",
                "processes.seen",
                "module.shutdown.ready",
                "tool.added.x",
                "ospreys",
                "kairo.systems",
                "x"
            })
    void allOtherSubjectsAreFreeForModules(String subject) {
        assertTrue(may(MODULE, Permission.EVENT_PUBLISH, subject));
        assertFalse(may(Principal.of("v", Role.VIEWER), Permission.EVENT_PUBLISH, subject));
    }

    @Test
    void theWatchdogSpeaksOfHealthAndOfNothingElseThatIsReserved() {
        Principal watchdog = Principal.of("watchdog", Role.MODULE);
        assertTrue(may(watchdog, Permission.EVENT_PUBLISH, "watchdog.unhealthy"));
        assertFalse(may(watchdog, Permission.EVENT_PUBLISH, "process.exited"));
        assertFalse(may(Principal.of("watchdog2", Role.MODULE), Permission.EVENT_PUBLISH, "watchdog.unhealthy"));
    }

    @Test
    void aPeerWithoutANameHasWhatIsListedAndNothingElse() {
        Principal local = Principal.of("local", Role.LOCAL);
        assertTrue(may(local, Permission.TOOL_CALL, "process.spawn"));
        assertTrue(may(local, Permission.TOOL_CALL, "device.list"));
        assertTrue(may(local, Permission.EVENT_SUBSCRIBE, "kairo.system.*"));
        assertFalse(may(local, Permission.TOOL_CALL, "process."));
        assertFalse(may(local, Permission.TOOL_CALL, "processes.kill"));
        assertFalse(may(local, Permission.TOOL_CALL, "device.list.all"));
        assertFalse(may(local, Permission.TOOL_CALL, "access.token.create"));
        assertFalse(may(local, Permission.EVENT_SUBSCRIBE, ">"));
        assertFalse(may(local, Permission.EVENT_SUBSCRIBE, "*.exit"));
        assertFalse(may(local, Permission.EVENT_PUBLISH, "x"));
        assertFalse(may(local, Permission.REGISTRY_READ, "x"));
        osprey.access.grant("local", Permission.EVENT_PUBLISH, "*");
        assertFalse(may(local, Permission.EVENT_PUBLISH, "x"));
        assertEquals(
                "Identify with a token: it takes the role OPERATOR.",
                osprey.access.verdict(local, Permission.EVENT_PUBLISH, "x").remedy());
    }

    @Test
    void whoControlsAModuleMayRestartItAndNotTheOtherWayRound() {
        assertFalse(may(MODULE, Permission.MODULE_RESTART, "a"));
        osprey.access.grant("mod", Permission.MODULE_RESTART, "a");
        assertTrue(may(MODULE, Permission.MODULE_RESTART, "a"));
        assertFalse(may(MODULE, Permission.MODULE_CONTROL, "a"));
        osprey.access.grant("mod", Permission.MODULE_CONTROL, "b");
        assertTrue(may(MODULE, Permission.MODULE_RESTART, "b"));
        assertFalse(may(MODULE, Permission.MODULE_RESTART, "c"));
        assertTrue(may(Principal.of("o", Role.OPERATOR), Permission.MODULE_RESTART, "c"));
        assertFalse(may(Principal.of("v", Role.VIEWER), Permission.MODULE_RESTART, "c"));
    }

    @Test
    void aModuleWritesItsOwnEntryOnly() {
        assertTrue(may(MODULE, Permission.REGISTRY_WRITE, "mod"));
        assertFalse(may(MODULE, Permission.REGISTRY_WRITE, "mod2"));
        assertFalse(may(MODULE, Permission.REGISTRY_WRITE, ""));
        assertFalse(may(MODULE, Permission.REGISTRY_WRITE, null));
        osprey.access.grant("mod", Permission.REGISTRY_WRITE, "mod?");
        assertTrue(may(MODULE, Permission.REGISTRY_WRITE, "mod2"));
    }

    @Test
    void grantsWorkAtOnceForTheirResourcesAndSurviveARestart() {
        assertFalse(may(MODULE, Permission.TOOL_CALL, "registry.get"));
        osprey.access.grant("mod", Permission.TOOL_CALL, "registry.*");
        osprey.access.grant("mod", Permission.TOOL_CALL, "registry.*");
        start();
        assertEquals(List.of(new Grant("mod", Permission.TOOL_CALL, "registry.*")), osprey.access.grants());
        assertTrue(may(MODULE, Permission.TOOL_CALL, "registry.get"));
        assertFalse(may(MODULE, Permission.TOOL_CALL, "process.spawn"));
        assertFalse(may(Principal.of("mod2", Role.MODULE), Permission.TOOL_CALL, "registry.get"));
        assertTrue(osprey.access.revoke("mod", Permission.TOOL_CALL, "registry.*"));
        assertFalse(osprey.access.revoke("mod", Permission.TOOL_CALL, "registry.*"));
        assertFalse(may(MODULE, Permission.TOOL_CALL, "registry.get"));
    }

    @Test
    void aGrantDoesNotRaiseAPerson() {
        osprey.access.grant("bob", Permission.EVENT_PUBLISH, "*");
        assertFalse(may(Principal.of("bob", Role.VIEWER), Permission.EVENT_PUBLISH, "x"));
    }

    @Test
    void whatWouldGiveEverythingCannotBeGranted() {
        for (Permission permission : Permissions.NOT_GRANTABLE) {
            assertThrows(IllegalArgumentException.class, () -> osprey.access.grant("mod", permission, "*"));
        }
        assertThrows(IllegalArgumentException.class, () -> osprey.access.grant("a b", Permission.TOOL_CALL, "*"));
        assertThrows(IllegalArgumentException.class, () -> osprey.access.grant("mod", Permission.TOOL_CALL, ""));
        assertThrows(
                IllegalArgumentException.class,
                () -> osprey.access.grant("mod", Permission.TOOL_CALL, "x".repeat(256)));
        assertEquals(List.of(), osprey.access.grants());
    }

    @Test
    void damagedGrantsAllowNothing() throws IOException {
        osprey.access.grant("mod", Permission.TOOL_CALL, "*");
        Path file = osprey.home.data().resolve("documents/grants.doc");
        Files.writeString(file, Files.readString(file).replace("tool.call", "tool.list"));
        start();
        assertEquals(List.of(), osprey.access.grants());
        assertFalse(may(MODULE, Permission.TOOL_CALL, "x"));
        assertFalse(may(MODULE, Permission.TOOL_CALL, "x"));
    }

    @Test
    void anEndedCredentialMayNothing() {
        Principal alice = osprey.credentials
                .authenticate(osprey.credentials.issue("alice", Role.ADMIN))
                .orElseThrow();
        assertTrue(may(alice, Permission.CONSOLE, "x"));
        osprey.credentials.issue("alice", Role.ADMIN);
        Verdict verdict = osprey.access.verdict(alice, Permission.REGISTRY_READ, "x");
        assertFalse(verdict.allowed());
        assertTrue(verdict.reason().contains("has ended"), verdict.reason());
        assertFalse(may(new Principal("osprey", Role.ADMIN, "forged"), Permission.CONSOLE, "x"));
    }

    @Test
    void unknownIsDenied() {
        assertFalse(may(null, Permission.REGISTRY_READ, "x"));
        assertFalse(may(MODULE, null, "x"));
    }

    @Test
    void epochChangesWithGrantsAndCredentials() {
        List<Long> epochs = new ArrayList<>();
        epochs.add(osprey.access.epoch());
        assertEquals(epochs.get(0), osprey.access.epoch());
        osprey.access.grant("mod", Permission.TOOL_CALL, "*");
        epochs.add(osprey.access.epoch());
        osprey.access.revoke("mod", Permission.TOOL_CALL, "*");
        epochs.add(osprey.access.epoch());
        osprey.credentials.issue("mod", Role.MODULE);
        epochs.add(osprey.access.epoch());
        osprey.credentials.revoke("mod");
        epochs.add(osprey.access.epoch());
        assertEquals(5, epochs.stream().distinct().count());
        start();
        assertNotEquals(epochs.get(0), osprey.access.epoch());
    }

    @Test
    void denialsAreRecordedToldAndSayWhatToDo() {
        List<String> told = new ArrayList<>();
        TableAccessControl.DenialListener failing = (principal, permission, resource) -> {
            throw new IllegalStateException("on purpose");
        };
        TableAccessControl.DenialListener listener =
                (principal, permission, resource) -> told.add(principal.name() + permission.key() + resource);
        osprey.access.addListener(failing);
        osprey.access.addListener(listener);
        osprey.access.check(MODULE, Permission.REGISTRY_READ, "x");
        AccessDeniedException e = assertThrows(
                AccessDeniedException.class, () -> osprey.access.check(MODULE, Permission.TOOL_CALL, "process.spawn"));
        assertEquals(
                "mod (MODULE) may not tool.call on process.spawn. An admin can grant it: access:grant mod tool.call"
                        + " 'process.spawn'.",
                e.getMessage());
        assertEquals(List.of("mod kernel tool.call process.spawn denied"), osprey.audit);
        assertEquals(List.of("modtool.callprocess.spawn"), told);
        osprey.access.removeListener(listener);
    }
}
