package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Until;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherStartTest extends LauncherFixture {

    @Test
    void aStartUntilSpawnedDoesNotWaitForReady() throws Exception {
        dropSh("alpha", "state: manual\nlaunch: {timeout: 5}", "#!/bin/sh\nread -r boot\nexec sleep 60\n");
        launcher.rescan();
        ModuleStatus first = launcher.start("alpha", Until.SPAWNED);
        assertEquals(ModulePhase.STARTING, first.phase());
        assertNull(first.reason(), "it has waited for ready");
        assertTrue(first.pid() > 0);
        assertEquals(first.pid(), launcher.start("alpha", Until.SPAWNED).pid());
        ModuleStatus second = launcher.restart("alpha", null, Until.SPAWNED);
        assertNull(second.reason(), "it has waited for ready");
        assertEquals(ModulePhase.STARTING, second.phase());
        assertNotEquals(first.pid(), second.pid());
        assertEquals(2, processes.spawned.size());
        hub.publishAs("alpha", "module.ready", Map.of());
        awaitPhase("alpha", ModulePhase.READY);
        assertEquals(second.pid(), launcher.start("alpha").pid());
    }

    @Test
    void refusalsOfAStartAreOfDifferentKinds() throws Exception {
        dropSh("never", "state: disabled", READY);
        drop("missing", "name: missing\nstate: manual\nruntime: binary\nentry: run.sh", null);
        launcher.rescan();
        for (Until until : Until.values()) {
            assertThrows(ModuleDisabledException.class, () -> launcher.start("never", until));
            assertThrows(ModuleDisabledException.class, () -> launcher.restart("never", null, until));
            assertThrows(ModuleStartException.class, () -> launcher.start("missing", until));
            assertThrows(ModuleStartException.class, () -> launcher.restart("missing", null, until));
        }
    }
}
