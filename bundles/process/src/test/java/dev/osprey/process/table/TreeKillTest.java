package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.host.Group;
import dev.osprey.process.host.SystemCalls;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessTree;
import dev.osprey.process.tree.Signals;
import dev.osprey.process.tree.TreeKiller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TreeKillTest extends TableFixture {

    private static final Duration SHORT = Duration.ofMillis(300);

    @BeforeEach
    void linux() {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")) && table.sessions());
    }

    @Test
    void aPoliteTreeIsNotForced() {
        Lines lines = new Lines();
        ManagedProcess process = sh("sleep 60 & echo child $!; wait", lines);
        long child = lines.awaitPid("child ");
        KillReport report = process.kill(Duration.ofSeconds(10));
        assertEquals(new KillReport(2, 0, 0), report);
        assertFalse(lives(child));
        assertFalse(process.alive());
    }

    @Test
    void aGrandchildThatIgnoresTheSignalIsForced() {
        Lines lines = new Lines();
        ManagedProcess process =
                sh("sh -c 'trap \"\" TERM; echo deaf $$; while :; do sleep 1; done' & echo on; wait", lines);
        long deaf = lines.awaitPid("deaf ");
        KillReport report = process.kill(SHORT);
        assertTrue(report.forced() >= 1, report::toString);
        assertEquals(0, report.survivors());
        assertFalse(lives(deaf));
    }

    @Test
    void aDaemonThatLeftSessionAndParentIsFoundByItsMark() throws Exception {
        Lines lines = new Lines();
        ManagedProcess process = sh("(setsid sh -c 'echo daemon $$; exec sleep 60' &); read -r go; exit 0", lines);
        long daemon = lines.awaitPid("daemon ");
        process.stdin().close();
        exit(process);
        assertTrue(lives(daemon));
        assertEquals(0, process.kill(SHORT).survivors());
        assertFalse(lives(daemon));
    }

    @Test
    void aChildWithoutEnvironmentIsFoundByTheSessionEvenAfterTheLeader() throws Exception {
        Lines lines = new Lines();
        ManagedProcess process = sh("env -i sh -c 'echo bare $$; exec sleep 60' & read -r go; exit 0", lines);
        long bare = lines.awaitPid("bare ");
        process.stdin().close();
        exit(process);
        assertEquals(1, process.kill(SHORT).found());
        assertFalse(lives(bare));
    }

    @Test
    void aTreeThatForksForeverCannotOutrunTheKill() {
        Lines lines = new Lines();
        // Each generation starts the next and goes: no process lives long enough to be killed by name.
        Path script = folder.resolve("hydra.sh");
        write(script, "trap '' TERM\n[ -n \"$1\" ] || echo up\nsh " + script + " again &\n");
        ManagedProcess process =
                sh("trap '' TERM; for i in 1 2 3 4 5 6 7 8; do sh " + script + "; done; sleep 60", lines);
        lines.await("up");
        KillReport report = process.kill(Duration.ofMillis(50));
        assertEquals(0, report.survivors(), report::toString);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aRecycledProcessIdIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            HostProcesses host = HostProcesses.ofThisHost();
            long start = host.find(stranger.pid()).orElseThrow().start();
            ProcessTree ours = new ProcessTree(host, Group.NONE, stranger.pid(), start - 100, "no-such-mark");
            assertEquals(
                    new KillReport(0, 0, 0), new TreeKiller(ours, new Signals(SystemCalls.NONE), () -> {}).kill(SHORT));
            ours.leaderEnded();
            assertTrue(ours.members().isEmpty());
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void killingTwiceFindsNothingTheSecondTime() {
        ManagedProcess process = spawn(spec("sleep", "60"), new Lines());
        assertEquals(1, process.kill(SHORT).found());
        assertEquals(new KillReport(0, 0, 0), process.kill(SHORT));
    }

    @Test
    void anInterruptedCallerStillSeesTheTreeGone() {
        ManagedProcess process = sh("trap '' TERM; while :; do sleep 1; done", new Lines());
        Thread.currentThread().interrupt();
        KillReport report = process.kill(SHORT);
        assertTrue(Thread.interrupted());
        assertEquals(0, report.survivors());
        assertFalse(process.alive());
    }
}
