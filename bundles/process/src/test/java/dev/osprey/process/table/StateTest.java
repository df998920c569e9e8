package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.process.ExitReason;
import dev.osprey.process.KillReport;
import dev.osprey.process.Limits;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessState;
import dev.osprey.process.Signal;
import dev.osprey.process.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StateTest extends TableFixture {

    private static final String COUNTER = "sh -c 'while :; do echo tick; sleep 0.02; done' & echo child $!; wait";

    private final List<String> heard = new CopyOnWriteArrayList<>();

    StateTest() {
        happenings = new Happenings() {
            @Override
            public void spawned(ManagedProcess process) {
                heard.add("spawned");
            }

            @Override
            public void exited(ManagedProcess process, ProcessExit exit) {
                heard.add("exited " + exit.reason());
            }

            @Override
            public void killed(ManagedProcess process, KillReport report) {
                heard.add("killed " + report.survivors());
            }

            @Override
            public void paused(ManagedProcess process) {
                heard.add("paused");
            }

            @Override
            public void resumed(ManagedProcess process) {
                heard.add("resumed");
            }

            @Override
            public void limit(ManagedProcess process, String resource, String what) {
                heard.add("limit " + resource + ' ' + what);
            }
        };
    }

    @Test
    void aPausedTreeStandsAndGoesOn() {
        Lines lines = new Lines();
        ManagedProcess process = sh(COUNTER, lines);
        lines.await("tick");
        process.pause();
        process.pause();
        assertEquals(ProcessState.PAUSED, process.state());
        assertTrue(process.alive());
        Await.until("no more ticks", () -> {
            int before = lines.all.size();
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
            return before == lines.all.size();
        });
        int before = lines.all.size();
        process.resume();
        assertEquals(ProcessState.RUNNING, process.state());
        Await.until("more ticks", () -> lines.all.size() > before + 3);
        assertEquals(List.of("spawned", "paused", "resumed"), heard);
    }

    @Test
    void aPausedTreeHearsThePoliteSignal() throws Exception {
        Lines lines = new Lines();
        ManagedProcess process = sh("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.02; done", lines);
        lines.await("up");
        process.pause();
        KillReport report = process.kill(Duration.ofSeconds(10));
        assertEquals(0, report.forced(), report::toString);
        assertEquals(new ProcessExit(0, null, ExitReason.KILLED), exit(process));
        lines.await("bye");
        Await.until("both ends", () -> heard.containsAll(List.of("paused", "killed 0", "exited KILLED")));
    }

    @Test
    void aPausedTreeCanBeForced() throws Exception {
        Lines lines = new Lines();
        ManagedProcess process = sh(COUNTER, lines);
        long child = lines.awaitPid("child ");
        process.pause();
        assertEquals(0, process.kill(Duration.ZERO).survivors());
        assertFalse(lives(child));
        assertEquals(ExitReason.KILLED, exit(process).reason());
    }

    @Test
    void whatHasEndedCanNeitherStandNorGoOn() throws Exception {
        ManagedProcess process = sh("exit 4", new Lines());
        assertEquals(new ProcessExit(4, null, ExitReason.EXITED), exit(process));
        assertEquals(ProcessState.EXITED, process.state());
        assertEquals(4, process.ended().orElseThrow().code());
        assertThrows(IllegalStateException.class, process::pause);
        assertThrows(IllegalStateException.class, process::resume);
        assertEquals(0, process.signal(Signal.TERM, true));
        assertEquals(new KillReport(0, 0, 0), process.kill(Duration.ZERO));
        assertEquals(List.of(), process.members());
    }

    @Test
    void reasonsAreToldApart() throws Exception {
        assertEquals(ExitReason.SIGNALLED, exit(sh("kill -9 $$", new Lines())).reason());
        assertEquals(new ProcessExit(152, "XCPU", ExitReason.SIGNALLED), exit(sh("kill -XCPU $$", new Lines())));
        ManagedProcess signalled = spawn(spec("sleep", "60"), new Lines());
        assertEquals(1, signalled.signal(Signal.INT, false));
        assertEquals(new ProcessExit(130, "INT", ExitReason.KILLED), exit(signalled));
    }

    @Test
    void aSignalReachesTheTreeOrTheProcessAlone() {
        Lines lines = new Lines();
        ManagedProcess process = sh(
                "trap 'echo parent' USR1; sh -c 'trap \"echo child\" USR1; echo up; while :; do sleep 0.02; done' & "
                        + "while :; do sleep 0.02; done",
                lines);
        lines.await("up");
        assertEquals(1, process.signal(Signal.USR1, false));
        lines.await("parent");
        assertFalse(lines.all.contains("child"));
        assertTrue(process.signal(Signal.USR1, true) >= 2);
        lines.await("child");
    }

    @Test
    void whenItsTimeIsOverTheTreeIsEnded() throws Exception {
        Lines lines = new Lines();
        Limits limits = new Limits(0, 0, 0, 0, 0, Duration.ofMillis(300), true);
        ManagedProcess process =
                spawn(spec("sh", "-c", "sleep 60 & echo child $!; wait").within(limits), lines);
        long child = lines.awaitPid("child ");
        assertEquals(ExitReason.TIME_LIMIT, exit(process).reason());
        Await.until("the child's end", () -> !lives(child));
        assertTrue(heard.contains("limit wall_time killed"), heard::toString);
        assertEquals("timer", process.applied().get(0).by());
    }

    @Test
    void theLastThatEndedAreRemembered() throws Exception {
        for (int i = 0; i < 3; i++) {
            exit(sh("exit " + i, new Lines()));
        }
        assertEquals(
                List.of(2, 1, 0),
                table.ended().stream()
                        .map(process -> process.ended().orElseThrow().code())
                        .toList());
        ManagedProcess first = table.find("p1").orElseThrow();
        assertEquals(0, exit(first).code());
        assertEquals("sh", first.spec().argv().get(0));
        Exits two = new Exits(2);
        table.ended().forEach(two::put);
        assertEquals(2, two.list().size());
    }

    @Test
    void whatATreeUsesIsTold() {
        Lines lines = new Lines();
        ManagedProcess process =
                sh("sleep 60 & i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done; echo done; wait", lines);
        lines.await("done");
        Usage usage = process.usage();
        assertEquals(2, usage.processes());
        assertEquals(2, usage.threads());
        assertTrue(usage.cpuNanos() > 0, usage::toString);
        assertTrue(usage.memoryBytes() > 100_000, usage::toString);
        assertEquals(2, process.members().size());
        assertTrue(process.members().contains(process.pid()));
    }

    @Test
    void aProcessIsHeldByTheTreeItBelongsTo() {
        Lines lines = new Lines();
        ManagedProcess process =
                sh("(setsid sh -c 'echo daemon $$; exec sleep 60' &); echo child; wait; sleep 60", lines);
        long daemon = lines.awaitPid("daemon ");
        assertEquals(process.id(), table.holding(daemon).orElseThrow().id());
        assertEquals(process.id(), table.holding(process.pid()).orElseThrow().id());
        assertTrue(table.holding(ProcessHandle.current().pid()).isEmpty());
        assertTrue(table.holding(1).isEmpty());
    }
}
