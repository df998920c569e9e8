package dev.osprey.launcher.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFolderTest {

    @TempDir
    Path folder;

    private String claim(Path cwd) {
        return InstanceFolder.claim(folder.resolve("w"), cwd)
                .path()
                .getFileName()
                .toString();
    }

    @Test
    void theSameFolderGetsItsOwnAgainAndOthersOfItsNameGetNumbers() throws Exception {
        Path one = Files.createDirectories(folder.resolve("1/home"));
        Path two = Files.createDirectories(folder.resolve("2/home"));
        assertEquals("home", claim(one));
        assertEquals("home~1", claim(two));
        assertEquals("home", claim(one));
        assertEquals("home~1", claim(two));
        assertEquals(two.toString(), Files.readString(folder.resolve("w/home~1/.cwd")));
        Files.createSymbolicLink(folder.resolve("3"), folder.resolve("1"));
        assertEquals("home", claim(folder.resolve("3/home")));
    }

    @Test
    void aFolderWithoutMarkerIsNotTaken() throws Exception {
        Files.createDirectories(folder.resolve("w/home"));
        assertEquals("home~1", claim(Path.of("/x/home")));
        assertEquals("default", claim(Path.of("/")));
    }

    @Test
    void manyAtOnceAgree() {
        Set<String> taken = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 64).parallel().forEach(i -> taken.add(claim(Path.of("/x/same"))));
        assertEquals(Set.of("same"), taken);
    }
}
