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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftoverTest extends TableFixture {

    private final HostProcesses host = HostProcesses.ofThisHost();

    @BeforeEach
    void linux() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    }

    private Path records() {
        return folder.resolve("processes.json");
    }

    @Test
    void theNextRunEndsWhatAKilledRunLeft() {
        Lines lines = new Lines();
        ManagedProcess process = sh("(setsid sh -c 'echo daemon $$; exec sleep 60' &); echo on; exec sleep 60", lines);
        long daemon = lines.awaitPid("daemon ");
        try (ProcessTable next = newTable()) {
            assertTrue(next.endLeftovers() >= 2);
        }
        assertFalse(lives(process.pid()));
        assertFalse(lives(daemon));
    }

    @Test
    void aProcessThatEndedIsNoLongerRecorded() throws Exception {
        exit(sh("exit 0", new Lines()));
        Await.until("an empty record", () -> content().contains("\"processes\":[]"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(records())));
    }

    private String content() {
        try {
            return Files.readString(records());
        } catch (java.io.IOException e) {
            return "";
        }
    }

    @Test
    void aStrangerWithARecordedIdIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            long start = host.find(stranger.pid()).orElseThrow().start();
            write(1, 1, host.boot(), stranger.pid(), start - 1);
            assertEquals(0, table.endLeftovers());
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
            write(1, 1, "another boot", other.pid(), start);
            assertEquals(0, table.endLeftovers());
            write(other.pid(), start, host.boot(), other.pid(), start);
            assertEquals(0, table.endLeftovers());
            assertTrue(other.isAlive());
            write(1, 1, host.boot(), other.pid(), start);
            assertEquals(1, table.endLeftovers());
            assertTrue(other.waitFor(10, TimeUnit.SECONDS));
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aDamagedRecordStopsNothing() throws Exception {
        Files.writeString(records(), "{\"processes\":[{\"pid\":\"x\"},7,null]");
        assertEquals(0, table.endLeftovers());
        Files.writeString(records(), "{\"boot\":\"" + host.boot() + "\",\"processes\":[{\"pid\":\"x\"},7,null]}");
        assertEquals(0, table.endLeftovers());
    }

    private void write(long osprey, long ospreyStart, String boot, long pid, long start) throws Exception {
        Files.writeString(
                records(),
                String.format(
                        "{\"osprey\":{\"pid\":%d,\"start\":%d},\"boot\":\"%s\",\"processes\":"
                                + "[{\"name\":\"x\",\"spawnId\":\"some-mark\",\"pid\":%d,\"start\":%d,\"argv\":[]}]}",
                        osprey, ospreyStart, boot, pid, start));
    }
}
