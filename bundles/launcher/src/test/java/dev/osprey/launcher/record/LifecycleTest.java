package dev.osprey.launcher.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00.0000017Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("launcher/lifecycle.jsonl");
    }

    private static List<String> told(List<ModuleStep> steps) {
        return steps.stream().map(step -> step.module() + " " + step.step()).toList();
    }

    @Test
    void aLineIsKitesAndComesBackAsAStep() throws Exception {
        try (Lifecycle lifecycle = new Lifecycle(file(), NOON)) {
            lifecycle.add("started", "greeter", 3, Map.of("pid", 4711));
            assertEquals(
                    "{\"ts\":\"2026-01-01T12:00:00.000001+00:00\",\"event\":\"started\",\"module\":\"greeter\","
                            + "\"incarnation\":3,\"pid\":4711}\n",
                    Files.readString(file()));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
            ModuleStep step = lifecycle.history("greeter", 10).get(0);
            assertEquals(Instant.parse("2026-01-01T12:00:00.000001Z"), step.at());
            assertEquals(3, step.incarnation());
            assertEquals(Map.of("pid", 4711), step.extras());
        }
    }

    @Test
    void theNewestAreReadAcrossBlocksFilesAndRestarts() throws Exception {
        try (Lifecycle lifecycle = new Lifecycle(file(), NOON)) {
            for (int i = 0; i < 3_000; i++) {
                lifecycle.add("s" + i, i % 3 == 0 ? "a" : "b", i, Map.of("text", "\u00e9".repeat(20)));
            }
        }
        Files.move(file(), file().resolveSibling("lifecycle.jsonl.1"));
        try (Lifecycle lifecycle = new Lifecycle(file(), NOON)) {
            lifecycle.add("new", "a", 1, Map.of());
            assertEquals(List.of("b s2999", "a new"), told(lifecycle.history(null, 2)));
            List<ModuleStep> all = lifecycle.history("a", 1_000);
            assertEquals(1_000, all.size());
            assertEquals("a s3", told(all).get(0));
            assertTrue(all.stream().allMatch(step -> step.module().equals("a")));
            assertEquals(List.of(), lifecycle.history("c", 5));
            assertEquals(List.of(), lifecycle.history("a", 0));
        }
    }

    @Test
    void halfALineOfAKilledProcessIsPassedOverAndEnded() throws Exception {
        try (Lifecycle lifecycle = new Lifecycle(file(), NOON)) {
            lifecycle.add("one", "a", 0, Map.of());
        }
        Files.writeString(file(), "{\"ts\":\"2026-01", StandardOpenOption.APPEND);
        try (Lifecycle lifecycle = new Lifecycle(file(), NOON)) {
            lifecycle.add("two", "a", 0, Map.of());
            assertEquals(List.of("a one", "a two"), told(lifecycle.history(null, 10)));
        }
        Files.writeString(
                file(), "{\"ts\":\"not a time\",\"event\":\"x\",\"module\":\"a\"}\n[]\n\n", StandardOpenOption.APPEND);
        try (Lifecycle lifecycle = new Lifecycle(file(), NOON)) {
            assertEquals(List.of("a one", "a two"), told(lifecycle.history("a", 10)));
        }
    }

    @Test
    void aFullFileMovesAsideAndTheOldestGoes() throws Exception {
        Path file = folder.resolve("r.log");
        try (RotatingFile rotating = new RotatingFile(file, 10, 2)) {
            for (String line : List.of("one", "two", "three", "four", "five", "six", "a line longer than all")) {
                rotating.append(line);
            }
        }
        assertEquals("a line longer than all\n", Files.readString(file));
        assertEquals("six\n", Files.readString(folder.resolve("r.log.1")));
        assertEquals("four\nfive\n", Files.readString(folder.resolve("r.log.2")));
        assertFalse(Files.exists(folder.resolve("r.log.3")));
    }
}
