package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.Applied;
import dev.osprey.process.ExitReason;
import dev.osprey.process.KillReport;
import dev.osprey.process.Limits;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.SpawnException;
import dev.osprey.process.host.Means;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest extends TableFixture {

    private boolean byGroup(String resource) {
        return Supports.of(table.means()).by(resource).startsWith("cgroup");
    }

    @Test
    void aForkBombStaysWithinItsNumberAndIsEndedAsAWhole() {
        assumeTrue(byGroup("pids"), "this host has no control group of pids for us");
        Limits limits = new Limits(0, 0, 30, 0, 0, null, true);
        Lines lines = new Lines();
        ManagedProcess bomb = spawn(
                spec("bash", "-c", "bomb() { bomb | bomb & }; bomb 2>/dev/null; echo lit; while :; do sleep 1; done")
                        .within(limits),
                lines);
        Await.until("some of it", () -> bomb.members().size() > 10);
        assertTrue(bomb.members().size() <= 30);
        KillReport report = bomb.kill(Duration.ZERO);
        assertEquals(0, report.survivors(), report::toString);
        assertTrue(report.found() > 5, report::toString);
    }

    @Test
    void wantOfMemoryIsToldApart() throws Exception {
        assumeTrue(byGroup("memory"), "this host has no control group of memory for us");
        Limits limits = new Limits(0, 32L << 20, 0, 0, 0, null, true);
        ManagedProcess hungry =
                spawn(spec("sh", "-c", "x=aaaaaaaa; while :; do x=$x$x; done").within(limits), new Lines());
        assertEquals(ExitReason.OUT_OF_MEMORY, exit(hungry).reason());
        assertEquals(137, exit(hungry).code());
    }

    @Test
    void openFilesAreLimited() throws Exception {
        assumeTrue(!Supports.of(table.means()).by("open_files").equals("none"));
        Limits limits = new Limits(0, 0, 0, 64, 0, null, true);
        Lines lines = new Lines();
        ManagedProcess process = spawn(spec("sh", "-c", "ulimit -n").within(limits), lines);
        exit(process);
        assertEquals("64", lines.all.get(0));
        assertTrue(process.applied().contains(new Applied("open_files", "rlimit", null))
                || process.applied().get(0).resource().equals("open_files"));
    }

    @Test
    void aLimitThatCannotBeEnforcedRefusesTheSpawnUnlessItIsAWish() throws Exception {
        try (ProcessTable bare = new ProcessTable(
                folder.resolve("bare.jsonl"), ENVIRONMENT, 4, Duration.ofMillis(100), Means.NONE, happenings)) {
            Limits strict = new Limits(50, 0, 0, 0, 0, null, true);
            SpawnException refused = assertThrows(SpawnException.class, () -> new OwnedProcesses(bare)
                    .spawn(spec("true").within(strict), new Lines()));
            assertEquals(SpawnException.Reason.UNSUPPORTED_LIMIT, refused.reason());
            assertTrue(bare.list().isEmpty());
        }
    }
}
