package dev.osprey.launcher.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InstanceFolderTest {

    @TempDir
    Path folder;

    private InstanceFolder taken(Path cwd) {
        return InstanceFolder.claim(folder.resolve("w"), cwd);
    }

    private static String name(InstanceFolder instance) {
        return instance.path().getFileName().toString();
    }

    private String claim(Path cwd) {
        try (InstanceFolder instance = taken(cwd)) {
            return name(instance);
        }
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
    void manyAtOnceGetOneEach() {
        Set<InstanceFolder> taken = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 32).parallel().forEach(i -> taken.add(taken(Path.of("/x/same"))));
        assertEquals(
                32,
                taken.stream()
                        .map(InstanceFolder::path)
                        .collect(Collectors.toSet())
                        .size());
        assertTrue(taken.stream().anyMatch(one -> name(one).equals("same")));
        taken.forEach(InstanceFolder::close);
        assertEquals("same", claim(Path.of("/x/same")));
    }

    @Test
    void theLockIsItsOwnersAloneAndSaysWhoHasIt() throws Exception {
        try (InstanceFolder one = taken(Path.of("/x/home"))) {
            Path lock = one.path().resolve("launcher/.lock");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)));
            assertTrue(InstanceLock.holder(lock).startsWith("this process"), InstanceLock.holder(lock));
        }
    }

    @Test
    void whatAnotherJvmHasIsLeftToItUntilItIsKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ClaimingMain.class.getName(),
                        folder.resolve("w").toString(),
                        "/x/home")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("has home", out.readLine());
            Path lock = folder.resolve("w/home/launcher/.lock");
            assertEquals("process " + other.pid(), InstanceLock.holder(lock));
            assertEquals("home~1", claim(Path.of("/x/home")));
            // the look at the other's lock must not have taken it away
            assertEquals("home~1", claim(Path.of("/x/home")));
        } finally {
            other.destroyForcibly();
            assertTrue(other.waitFor(20, TimeUnit.SECONDS));
        }
        assertEquals("home", claim(Path.of("/x/home")));
    }
}
