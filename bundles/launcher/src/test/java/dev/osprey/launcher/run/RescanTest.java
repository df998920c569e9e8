package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Rescan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RescanTest extends LauncherFixture {

    @Test
    void theFirstOfANameWinsAndTheSecondIsListedWithTheReason() throws Exception {
        drop("a", "name: twin\nentry: run.sh\nruntime: binary", READY);
        Path second = drop("twin", "name: twin\nentry: run.sh\nruntime: binary", READY);
        launcher.rescan();
        awaitPhase("twin", ModulePhase.READY);
        assertTrue(status("twin").folder().endsWith("/a"));
        ModuleStatus left = status("modules/twin");
        assertEquals(second.toString(), left.folder());
        assertEquals(ModulePhase.FAILED, left.phase());
        assertTrue(left.reason().contains("has the name twin of the module in "), left.reason());
        assertEquals(2, launcher.list().size());
        assertThrows(ModuleActionException.class, () -> launcher.start("modules/twin"));
        Files.move(home.modules().resolve("a"), root.resolve("gone"));
        open();
        await("the second to take over", () -> launcher.find("twin")
                .filter(s -> s.folder().equals(second.toString()) && s.phase() == ModulePhase.READY)
                .isPresent());
        assertEquals(1, launcher.list().size());
    }

    @Test
    void aRescanTellsWhatHasChangedSinceTheLastOne() throws Exception {
        launcher.rescan();
        dropSh("alpha", "state: manual", READY);
        assertEquals(new Rescan(List.of("alpha"), List.of()), launcher.rescan());
        assertEquals(new Rescan(List.of(), List.of()), launcher.rescan());
        open();
        dropSh("beta", "state: manual", READY);
        Path bad = drop("bad", "name: [", null);
        await("both to be seen without a rescan", () -> launcher.list().size() == 3);
        Files.move(home.modules().resolve("alpha"), root.resolve("gone"));
        assertEquals(new Rescan(List.of("bad", "beta"), List.of("alpha")), launcher.rescan());
        Files.move(bad, root.resolve("gone-too"));
        assertEquals(new Rescan(List.of(), List.of("bad")), launcher.rescan());
    }

    @Test
    void whatWasThereAtTheStartIsNoNews() throws Exception {
        dropSh("alpha", "state: manual", READY);
        open();
        await("alpha", () -> launcher.find("alpha").isPresent());
        dropSh("beta", "state: manual", READY);
        assertEquals(new Rescan(List.of("beta"), List.of()), launcher.rescan());
    }
}
