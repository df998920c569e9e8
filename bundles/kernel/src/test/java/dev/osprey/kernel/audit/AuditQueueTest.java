package dev.osprey.kernel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.kernel.store.FileDocuments;
import dev.osprey.kernel.system.Homes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditQueueTest {

    private static final Principal ALICE = Principal.of("alice", Role.OPERATOR);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("audit.jsonl");
    }

    private AuditQueue queue(int capacity) {
        return new AuditQueue(trail(1 << 20), capacity, CLOCK);
    }

    private Trail trail(long limit) {
        AuditKey key = AuditKey.load(folder);
        HeadDocument head = new HeadDocument(new FileDocuments(Homes.in(folder)), key);
        return new Trail(new TrailFiles(folder), limit, key, head, CLOCK);
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file())) {
            if (!line.isEmpty()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    @Test
    void eachRecordIsOneLineAndAllAreWrittenAtTheEnd() throws IOException {
        AuditQueue queue = queue(10_000);
        queue.start();
        for (int i = 0; i < 1_000; i++) {
            queue.add(ALICE, "rest", "tool.call", "tool." + i, "ok");
        }
        queue.close();
        List<JsonNode> lines = lines();
        assertEquals(1_000, lines.size());
        assertEquals(
                "{\"seq\":1000,\"ts\":\"2026-01-02T03:04:05Z\",\"principal\":\"alice\",\"role\":\"OPERATOR\",\"door\":\"rest\","
                        + "\"action\":\"tool.call\",\"resource\":\"tool.999\",\"outcome\":\"ok\",\"chain\":\""
                        + lines.get(999).path("chain").asText() + "\"}",
                lines.get(999).toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void hostileTextStaysInsideItsLine() throws IOException {
        AuditQueue queue = queue(10);
        queue.start();
        String hostile = "a\n{\"forged\":true}\r\u2028\u0000\u001b[31m\ud800" + "x".repeat(10_000);
        queue.add(Principal.of(hostile, Role.MODULE), hostile, hostile, hostile, hostile);
        queue.add(null, null, null, null, null);
        queue.close();
        assertEquals(2, lines().size());
        String first = Files.readAllLines(file()).get(0);
        assertTrue(first.chars().allMatch(c -> c >= 0x20 && c < 0x7f), first);
        assertEquals(
                AuditLine.LONGEST_RESOURCE + 3,
                lines().get(0).path("resource").asText().length());
        assertTrue(lines().get(1).path("principal").isNull());
    }

    @Test
    void appendsToWhatIsThereAndNeverToHalfALine() throws IOException {
        Files.writeString(file(), "{\"whole\":1}\n{\"half\":");
        AuditQueue queue = queue(10);
        queue.start();
        queue.add(ALICE, "rest", "a", "b", "ok");
        queue.close();
        List<String> lines = Files.readAllLines(file());
        assertEquals("{\"whole\":1}", lines.get(0));
        assertEquals("{\"half\":", lines.get(1));
        assertTrue(lines.get(2).startsWith("{\"seq\":1,"), lines.get(2));
        assertTrue(lines.get(2).contains("\"action\":\"audit.torn\",\"resource\":\"8 bytes sha256:"), lines.get(2));
        assertTrue(lines.get(3).startsWith("{\"seq\":2,"), lines.get(3));
    }

    @Test
    void aFullQueueIsToldInTheFile() throws IOException {
        AuditQueue queue = queue(2);
        for (int i = 0; i < 5; i++) {
            queue.add(ALICE, "rest", "a", Integer.toString(i), "ok");
        }
        assertEquals(3, queue.lost());
        queue.start();
        queue.close();
        assertEquals(
                List.of("0", "1", "3"),
                lines().stream().map(line -> line.path("resource").asText()).toList());
        assertEquals("audit.lost", lines().get(2).path("action").asText());
        assertEquals(0, queue.lost());
    }

    @Test
    void aFullDiskHoldsNobodyUpAndIsToldOnceThereIsRoom() throws IOException {
        Files.createSymbolicLink(file(), Path.of("/dev/full"));
        AuditQueue queue = queue(1_000);
        queue.start();
        queue.add(ALICE, "rest", "a", "lost", "ok");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (queue.lost() == 0) {
                Thread.onSpinWait();
            }
        });
        Files.delete(file());
        queue.add(ALICE, "rest", "a", "kept", "ok");
        queue.close();
        List<String> resources =
                lines().stream().map(line -> line.path("resource").asText()).toList();
        assertTrue(resources.contains("kept"), resources.toString());
        assertEquals(0, queue.lost());
        assertTrue(
                lines().stream().anyMatch(line -> line.path("action").asText().equals("audit.lost")));
    }

    @Test
    void aLargeFileIsRenamedAndKept() throws IOException {
        Trail small = trail(10);
        AuditLine line = new AuditLine(CLOCK.instant(), ALICE, "rest", "a", "b", "ok");
        small.write(List.of(line, line));
        assertFalse(Files.exists(file()));
        small.write(List.of(line));
        small.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("audit-20260102T030405000Z.jsonl", "audit-20260102T030405001Z.jsonl"),
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".jsonl"))
                            .sorted()
                            .toList(),
                    "two within one millisecond, in their order");
        }
    }
}
