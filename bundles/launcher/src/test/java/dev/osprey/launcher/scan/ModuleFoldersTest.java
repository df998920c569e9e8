package dev.osprey.launcher.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleFoldersTest {

    @TempDir
    Path folder;

    private void module(String path) throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve(path)).resolve("module.md"), "---\nname: x\n---\n");
    }

    @Test
    void modulesAreFoundThreeLevelsDeepAndNotInsideEachOther() throws Exception {
        for (String path : List.of(
                "root/b",
                "root/a",
                "root/a/inner",
                "root/extensions/services/deep",
                "root/one/two/three/too-deep",
                "root/.hidden",
                "root/node_modules/x",
                "root/__pycache__/x",
                "outside")) {
            module(path);
        }
        Path root = folder.resolve("root");
        Files.createSymbolicLink(root.resolve("link-out"), folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("link-in"), root.resolve("b"));
        Files.createDirectories(root.resolve("empty"));
        assertEquals(
                List.of("a", "b", "extensions/services/deep", "link-in"),
                new ModuleFolders(root, 3)
                        .find().stream()
                                .map(found -> root.relativize(found).toString())
                                .toList());
    }

    @Test
    void aMissingRootHoldsNothing() {
        assertEquals(List.of(), new ModuleFolders(folder.resolve("none"), 3).find());
    }

    @Test
    void aStampChangesWhileFilesArrive() throws Exception {
        module("m");
        FolderStamp first = FolderStamp.ofTree(folder.resolve("m"));
        assertEquals(first, FolderStamp.ofTree(folder.resolve("m")));
        Files.createDirectories(folder.resolve("m/lib"));
        FolderStamp second = FolderStamp.ofTree(folder.resolve("m"));
        assertNotEquals(first, second);
        Files.writeString(folder.resolve("m/lib/code"), "x");
        assertNotEquals(second, FolderStamp.ofTree(folder.resolve("m")));
    }
}
