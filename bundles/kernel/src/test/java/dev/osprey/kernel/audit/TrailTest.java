package dev.osprey.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.kernel.audit.Verification.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {

    private static final long BIG = 1 << 20;

    @TempDir
    Path folder;

    private void edit(Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(TrailFixture.current(folder)));
        change.accept(lines);
        Files.writeString(
                TrailFixture.current(folder),
                lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private List<String> problems() throws IOException {
        return TrailFixture.check(folder).problems().stream()
                .map(problem -> problem.line() + " " + problem.what().replaceAll("[:,].*", ""))
                .toList();
    }

    @Test
    void theChainGoesOnOverFilesAndRestarts() throws IOException {
        TrailFixture.run(folder, 2_000, 30);
        TrailFixture.run(folder, 2_000, 30);
        Verification found = TrailFixture.check(folder);
        assertEquals(List.of(), found.problems());
        assertEquals(63, found.lines);
        assertEquals(1, found.firstSeq);
        assertEquals(63, found.lastSeq);
        assertTrue(found.files > 5, "several files");
        Path key = folder.resolve("secrets/audit.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertTrue(Files.readString(key).matches("[0-9a-f]{64}\n"));
    }

    @Test
    void anAlteredLineIsNamed() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        edit(lines -> lines.set(4, lines.get(4).replace("alice", "mally")));
        assertEquals(List.of("5 Line 5 was altered"), problems());
    }

    @Test
    void anAlteredChainIsNamed() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        edit(lines -> lines.set(4, lines.get(4).substring(0, lines.get(4).length() - 66) + "0".repeat(64) + "\"}"));
        assertEquals("5 Line 5 was altered", problems().get(0));
    }

    @Test
    void aDeletedLineIsNamed() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        edit(lines -> lines.remove(4));
        assertEquals(List.of("5 Line 5 is missing before this one"), problems());
    }

    @Test
    void theDeletedBeginningIsNamed() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        edit(lines -> lines.subList(0, 4).clear());
        assertEquals(List.of("1 The trail begins with line 5"), problems());
    }

    @Test
    void anInsertedLineIsNamed() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        edit(lines -> lines.add(6, lines.get(3)));
        assertEquals(List.of("7 Line 4 stands here again"), problems());
    }

    @Test
    void aForgedLineIsNamed() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        edit(lines -> lines.add(6, "{\"ts\":\"2026-01-02T03:04:05Z\",\"principal\":\"bob\"}"));
        assertEquals(List.of("7 This is no line of the chain"), problems());
    }

    @Test
    void movedLinesAreNamed() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        edit(lines -> Collections.swap(lines, 4, 5));
        assertEquals("5 Line 5 is missing before this one", problems().get(0));
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        TrailFixture.run(folder, 2_000, 30);
        List<Path> full = new TrailFiles(folder.resolve("logs")).full();
        Files.delete(full.get(1));
        List<Problem> problems = TrailFixture.check(folder).problems();
        assertEquals(1, problems.size());
        assertEquals(full.get(2).getFileName().toString(), problems.get(0).file());
        assertEquals(1, problems.get(0).line());
        assertTrue(problems.get(0).what().matches("Lines \\d+ to \\d+ are missing before this one"));
    }

    @Test
    void aTailThatWasCutStaysVisibleAfterTheNextStarts() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        edit(lines -> lines.subList(7, lines.size()).clear());
        assertEquals(List.of("8 Lines 8 to 11 are missing before this one"), problems());
        assertEquals(List.of("8 Lines 8 to 11 are missing before this one"), problems());
    }

    @Test
    void aTrailThatWasRemovedOrCutUnderWayIsNoticed() throws IOException {
        TrailFixture osprey = new TrailFixture(folder, BIG).started().write(5);
        Files.delete(osprey.files.current());
        try (Trail.Snapshot snapshot = osprey.trail.snapshot()) {
            assertFalse(TrailVerifier.verify(snapshot, osprey.key, () -> false).ok());
        }
        osprey.trail.tend();
        osprey.write(1);
        assertEquals(1, osprey.lines().size(), "it writes where people look");
        osprey.trail.close();
        assertEquals(List.of("1 The trail begins with line 7"), problems());
    }

    @Test
    void aTornLineIsTornAndNotAltered() throws IOException {
        TrailFixture.run(folder, BIG, 3);
        TrailFixture killed = new TrailFixture(folder, BIG).started();
        killed.room = 100;
        killed.write(1);
        Verification found = TrailFixture.check(folder);
        assertEquals(List.of(), found.problems());
        assertEquals(1, found.torn);
    }

    @Test
    void aLineThatLacksOnlyItsEndIsWhole() throws IOException {
        TrailFixture.run(folder, BIG, 3);
        String all = Files.readString(TrailFixture.current(folder));
        Files.writeString(TrailFixture.current(folder), all.substring(0, all.length() - 1));
        Verification found = TrailFixture.check(folder);
        assertEquals(List.of(), found.problems());
        assertEquals(0, found.torn);
        assertEquals(5, found.lines);
    }

    @Test
    void aLineCutJustBeforeItsEndCountsAsWritten() throws IOException {
        TrailFixture osprey = new TrailFixture(folder, BIG).started().write(1);
        osprey.room = osprey.lines().get(1).length();
        assertEquals(1, osprey.trail.write(List.of(TrailFixture.line("r0"))).lines());
        osprey.room = Long.MAX_VALUE;
        osprey.write(1);
        try (Trail.Snapshot snapshot = osprey.trail.snapshot()) {
            Verification found = TrailVerifier.verify(snapshot, osprey.key, () -> false);
            assertEquals(List.of(), found.problems());
            assertEquals(4, found.lastSeq);
            assertEquals(0, found.torn);
        }
    }

    @Test
    void aGenuineLineOfAnotherHistoryDoesNotFit() throws IOException {
        TrailFixture.run(folder, BIG, 3);
        Path document = folder.resolve("data/documents/audit-head.doc");
        byte[] trail = Files.readAllBytes(TrailFixture.current(folder));
        byte[] head = Files.readAllBytes(document);
        TrailFixture.run(folder, BIG, 5);
        List<String> other = Files.readAllLines(TrailFixture.current(folder));
        Files.write(TrailFixture.current(folder), trail);
        Files.write(document, head);
        TrailFixture here = new TrailFixture(folder, BIG);
        here.trail.write(List.of(TrailFixture.line("what really happened")));
        here.write(5).trail.close();
        assertEquals(List.of(), problems());
        edit(lines -> lines.set(6, other.get(6)));
        assertEquals("7 Line 7 was altered", problems().get(0));
    }

    @Test
    void whoMakesAWrittenLineLookTornIsFound() throws IOException {
        TrailFixture.run(folder, BIG, 5);
        String all = Files.readString(TrailFixture.current(folder));
        Files.writeString(TrailFixture.current(folder), all.substring(0, all.length() - 40));
        assertEquals(List.of("6 This is no line of the chain"), problems());
    }

    @Test
    void aMarkerCoversNothingButWhatItWasWrittenFor() throws IOException {
        new TrailFixture(folder, BIG).started().write(2);
        Files.writeString(
                TrailFixture.current(folder), Files.readString(TrailFixture.current(folder)) + "{\"seq\":4,\"ts\"");
        TrailFixture.run(folder, BIG, 2);
        edit(lines -> lines.set(3, "{\"seq\":4,\"tt\""));
        assertEquals(List.of("4 This is no line of the chain"), problems());
    }

    @Test
    void anOlderTrailIsAcceptedAsItsBeginning() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/audit-20250102T030405000Z.jsonl"), "{\"ts\":1}\n{\"ts\":2}\n");
        Files.writeString(TrailFixture.current(folder), "{\"ts\":3}\n{\"ha");
        TrailFixture.run(folder, BIG, 2);
        Verification found = TrailFixture.check(folder);
        assertEquals(List.of(), found.problems());
        assertEquals(4, found.unchained);
        assertEquals(1, found.firstSeq);
    }

    @Test
    void aReplacedKeyIsSaidOnceAndNewLinesAreChecked() throws IOException {
        TrailFixture.run(folder, BIG, 10);
        Path key = folder.resolve("secrets/audit.key");
        String old = Files.readString(key);
        Files.delete(key);
        TrailFixture.run(folder, BIG, 10);
        assertNotEquals(old, Files.readString(key));
        assertEquals(
                List.of("1 From line 1 on another key was in use ("),
                problems().stream()
                        .map(text -> text.substring(0, Math.min(text.length(), 41)))
                        .toList());
        edit(lines -> lines.set(15, lines.get(15).replace("alice", "mally")));
        List<String> problems = problems();
        assertEquals(2, problems.size());
        assertEquals("16 Line 16 was altered", problems.get(1));
    }

    @Test
    void aKeyFileThatIsNotInUseIsSaid() throws IOException {
        TrailFixture osprey = new TrailFixture(folder, BIG).started();
        for (String content : List.of("x", "0".repeat(64))) {
            Files.writeString(folder.resolve("secrets/audit.key"), content);
            try (Trail.Snapshot snapshot = osprey.trail.snapshot()) {
                List<Problem> problems =
                        TrailVerifier.verify(snapshot, osprey.key, () -> false).problems();
                assertEquals("audit.key", problems.get(0).file());
                assertEquals(1, problems.size());
                assertFalse(problems.get(0).what().contains("000000"), "the key itself is not told");
            }
        }
    }

    @Test
    void anAlteredHeadDocumentStandsInTheTrail() throws IOException {
        TrailFixture.run(folder, BIG, 3);
        Path document = folder.resolve("data/documents/audit-head.doc");
        Files.writeString(document, Files.readString(document).replace("\"seq\":\"4\"", "\"seq\":\"2\""));
        TrailFixture.run(folder, BIG, 1);
        assertTrue(Files.readString(TrailFixture.current(folder)).contains("\"action\":\"audit.head\""));
    }

    @Property(tries = 60)
    void aDiskThatIsFullNowAndThenLosesLinesButNeverTheChain(
            @ForAll @Size(max = 12) List<@IntRange(max = 900) Integer> rooms) throws IOException {
        Path place = Files.createTempDirectory("trail");
        try {
            TrailFixture osprey = new TrailFixture(place, 3_000).started();
            int lines = 1;
            for (int room : rooms) {
                osprey.room = room;
                lines += osprey.trail
                        .write(IntStream.range(0, 3)
                                .mapToObj(i -> TrailFixture.line("r" + i))
                                .toList())
                        .lines();
            }
            osprey.room = Long.MAX_VALUE;
            osprey.write(1);
            try (Trail.Snapshot snapshot = osprey.trail.snapshot()) {
                Verification found = TrailVerifier.verify(snapshot, osprey.key, () -> false);
                assertEquals(List.of(), found.problems());
                assertEquals(lines + 1 + found.torn, found.lastSeq, "what counts as written is there");
            }
            osprey.trail.close();
        } finally {
            try (var all = Files.walk(place)) {
                all.sorted(Collections.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }
}
