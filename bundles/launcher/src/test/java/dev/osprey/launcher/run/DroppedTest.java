package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.launcher.scan.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedTest {

    @TempDir
    Path root;

    @Test
    void aFolderThatIsStillBeingCopiedHasNotSettled() throws Exception {
        Path folder = Files.createDirectory(root.resolve("m"));
        Files.writeString(folder.resolve("module.md"), "---\nname: m\n---\n");
        Dropped one = new Dropped(new Found(folder, root, null));
        assertTrue(one.changed());
        assertFalse(one.settled());
        Files.writeString(folder.resolve("main.py"), "x = 1\n");
        assertFalse(one.settled());
        assertTrue(one.settled());
        assertEquals("m", one.load().name());
        assertFalse(one.changed());
        Files.writeString(folder.resolve("module.md"), "---\nname: longer\n---\n");
        assertTrue(one.changed());
    }

    @Test
    void anUnusableManifestLeavesTheLastUsableOneInForce() throws Exception {
        Path folder = Files.createDirectories(root.resolve("services/m"));
        Files.writeString(folder.resolve("module.md"), "---\nname: [\n---\n");
        Dropped one = new Dropped(new Found(folder, root, null));
        one.load();
        assertTrue(one.broken());
        assertEquals("services/m", one.brokenStatus(one.place()).name());
        Files.writeString(folder.resolve("module.md"), "---\nname: m\n---\n");
        one.load();
        Files.writeString(folder.resolve("module.md"), "---\nname: m\nstate: never\n---\n");
        assertEquals("m", one.load().name());
        assertFalse(one.broken());
        assertTrue(one.problem().text().contains("line 3"), one.problem().text());
    }
}
