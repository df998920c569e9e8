package dev.osprey.kernel.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderHomeTest {

    @TempDir
    Path folder;

    @Test
    void allFoldersExistAndSecretsArePrivate() throws IOException {
        Path root = folder.resolve("new/home");
        FolderHome home = new FolderHome(Map.of("osprey.home", root.toString(), "karaf.base", "/nowhere")::get);
        for (String name :
                List.of("etc", "deploy", "modules", "skills", "config", "workspace", "logs", "tmp", "data")) {
            assertTrue(Files.isDirectory(root.resolve(name)), name);
        }
        for (Path path : List.of(home.secrets(), home.run(), home.root())) {
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)), path.toString());
        }
    }

    @Test
    void aSecretsFolderThatOthersMayEnterIsClosed() throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.setPosixFilePermissions(folder.resolve("secrets"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path secrets = Homes.in(folder).secrets();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)));
    }

    @Test
    void fallsBackToKarafBaseAndThenToTheUsersHome() {
        Path base = folder.resolve("base");
        assertEquals(base, new FolderHome(Map.of("osprey.home", " ", "karaf.base", base.toString())::get).root());
        Path own = folder.resolve("own");
        assertEquals(own.resolve(".osprey"), new FolderHome(Map.of("user.home", own.toString())::get).root());
    }

    @Test
    void aFileWhereAFolderBelongsIsNamed() throws IOException {
        Files.writeString(folder.resolve("modules"), "");
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> Homes.in(folder));
        assertTrue(e.getMessage().contains(folder.resolve("modules").toString()), e.getMessage());
    }
}
