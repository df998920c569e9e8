package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.tree.HostProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftoverTest extends TableFixture {

    private final HostProcesses host = HostProcesses.ofThisHost();

    @BeforeEach
    void linux() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    }

    private Path journal() {
        return folder.resolve("processes.jsonl");
    }

    @Test
    void theNextRunEndsWhatAKilledRunLeft() {
        Lines lines = new Lines();
        ManagedProcess process = sh("(setsid sh -c 'echo daemon $$; exec sleep 60' &); echo on; exec sleep 60", lines);
        long daemon = lines.awaitPid("daemon ");
        try (ProcessTable next = newTable()) {
            assertTrue(next.endLeftovers().found() >= 2);
        }
        assertFalse(lives(process.pid()));
        assertFalse(lives(daemon));
    }

    @Test
    void aProcessThatEndedIsNoLongerRecorded() throws Exception {
        exit(sh("exit 0", new Lines()));
        Await.until("a line about its end", () -> content().contains("{\"-\":"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal())));
        table.close();
        try (ProcessTable next = newTable()) {
            assertEquals(0, next.endLeftovers().found());
            assertEquals(1, content().lines().count());
        }
    }

    @Test
    void argumentsAreNotWrittenDown() {
        sh("exec sleep 60; # canary", new Lines());
        assertTrue(content().contains("\"name\":\"test\""));
        assertFalse(content().contains("canary"));
    }

    private String content() {
        try {
            return Files.readString(journal());
        } catch (java.io.IOException e) {
            return "";
        }
    }

    @Test
    void aStrangerWithARecordedIdIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            long start = host.find(stranger.pid()).orElseThrow().start();
            write(1, 1, host.boot(), stranger.pid(), start - 1, "sleep", "60");
            assertEquals(0, table.endLeftovers().found());
            write(1, 1, host.boot(), stranger.pid(), start, "sleep", "61");
            assertEquals(0, table.endLeftovers().found());
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void recordsOfAnEarlierBootOrALivingOspreyAreLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            long start = host.find(other.pid()).orElseThrow().start();
            write(1, 1, "another boot", other.pid(), start, "sleep", "60");
            assertEquals(0, table.endLeftovers().found());
            write(other.pid(), start, host.boot(), other.pid(), start, "sleep", "60");
            assertEquals(0, table.endLeftovers().found());
            assertTrue(other.isAlive());
            write(1, 1, host.boot(), other.pid(), start, "sleep", "60");
            assertEquals(1, table.endLeftovers().found());
            assertTrue(other.waitFor(10, TimeUnit.SECONDS));
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aDamagedJournalStopsNothing() throws Exception {
        Files.writeString(
                journal(),
                "{\"osprey\":1,\"start\":1,\"boot\":\"" + host.boot()
                        + "\"}\n{\"+\":7}\nnull\n[]\n{\"=\":\"x\",\"pid\":\"y\"}\n{\"+\":\"half");
        assertEquals(0, table.endLeftovers().found());
        Files.writeString(journal(), "{\"+\":\"nobody's\"}\n");
        assertEquals(0, table.endLeftovers().found());
    }

    private void write(long osprey, long ospreyStart, String boot, long pid, long start, String... argv)
            throws Exception {
        SpawnRecord record =
                SpawnRecord.planned("some-mark", "x").started(pid, start, SpawnRecord.digest(List.of(argv)));
        Files.writeString(
                journal(),
                JournalText.owner(osprey, ospreyStart, boot, null)
                        + JournalText.planned(record)
                        + JournalText.started(record));
    }
}
