package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpawnTest extends TableFixture {

    @Test
    void exitComesAfterTheLastLine() throws Exception {
        Lines lines = new Lines();
        ManagedProcess process = sh("for i in 1 2 3; do echo out$i; echo err$i >&2; done; exit 7", lines);
        assertEquals(new ProcessExit(7, null), exit(process));
        assertEquals(6, lines.all.size());
        assertTrue(lines.all.containsAll(List.of("out1", "out3", "err1", "err3")));
    }

    @Test
    void exitDoesNotWaitForAGrandchildThatHoldsThePipes() throws Exception {
        Lines lines = new Lines();
        ManagedProcess process = sh("sleep 60 & echo child $!; exit 3", lines);
        assertEquals(3, exit(process).code());
        long child = lines.awaitPid("child ");
        assertTrue(lives(child));
        assertEquals(1, process.kill(java.time.Duration.ofSeconds(2)).found());
        assertFalse(lives(child));
    }

    @Test
    void aSignalIsToldByCodeAndName() throws Exception {
        assertEquals(new ProcessExit(137, "KILL"), exit(sh("kill -9 $$", new Lines())));
        assertEquals(new ProcessExit(143, "TERM"), exit(sh("kill -15 $$", new Lines())));
        assertNull(exit(sh("exit 255", new Lines())).signal());
    }

    @Test
    void theEnvironmentIsAnAllowList() throws Exception {
        Lines lines = new Lines();
        ProcessSpec spec =
                new ProcessSpec("env", "tester", List.of("env"), folder, Map.of("MINE", "1", "HOME", "/mine"));
        exit(spawn(spec, lines));
        assertTrue(lines.all.containsAll(List.of("MINE=1", "HOME=/mine", "LC_TIME=C")), lines.all::toString);
        assertTrue(lines.all.stream().noneMatch(line -> line.contains("canary")), lines.all::toString);
        List<String> names =
                lines.all.stream().map(line -> line.split("=")[0]).sorted().toList();
        assertEquals(List.of("HOME", "LC_TIME", "MINE", "OSPREY_SPAWN_ID", "PATH"), names);
    }

    @Test
    void theProcessLeadsASessionOfItsOwn() throws Exception {
        assumeTrue(table.sessions() && Files.exists(Path.of("/proc/self/stat")));
        ManagedProcess process = sh("sleep 60", new Lines());
        Await.until("its own session", () -> {
            try {
                String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return fields[2].equals("" + process.pid()) && fields[3].equals("" + process.pid());
            } catch (java.io.IOException e) {
                return false;
            }
        });
    }

    @Test
    void standardInputIsAPipeAndItsEndIsSeen() throws Exception {
        Lines lines = new Lines();
        ManagedProcess process = spawn(spec("cat"), lines);
        process.stdin().write("hello\n".getBytes(StandardCharsets.UTF_8));
        process.stdin().flush();
        lines.await("hello");
        process.stdin().close();
        assertEquals(0, exit(process).code());
    }

    @Test
    void aMissingProgramIsRefusedWithARemedy() {
        SpawnException none = assertThrows(SpawnException.class, () -> spawn(spec("no-such-thing"), new Lines()));
        assertTrue(none.getMessage().contains("no-such-thing in PATH"), none.getMessage());
        SpawnException plain = assertThrows(SpawnException.class, () -> {
            Files.writeString(folder.resolve("text"), "x");
            spawn(spec("./text"), new Lines());
        });
        assertTrue(plain.getMessage().contains("chmod +x"), plain.getMessage());
        assertTrue(table.list().isEmpty());
    }

    @Test
    void argumentsAreNeverReadByAShell() throws Exception {
        Lines lines = new Lines();
        exit(spawn(spec("printf", "%s\n", "$(id); `id` 'x' \"y\"", "-rf", "a\nb"), lines));
        assertEquals(List.of("$(id); `id` 'x' \"y\"", "-rf", "a", "b"), lines.all);
    }

    @Test
    void theTableHoldsAtMostItsCapacity() {
        try (ProcessTable small = newTable("small.jsonl", 1)) {
            new OwnedProcesses(small).spawn(spec("sleep", "60"), new Lines());
            SpawnException full = assertThrows(
                    SpawnException.class, () -> new OwnedProcesses(small).spawn(spec("sleep", "60"), new Lines()));
            assertTrue(full.getMessage().contains("max.processes"), full.getMessage());
        }
    }

    @Test
    void aUserTakesItsOwnProcessesWithIt() {
        OwnedProcesses one = new OwnedProcesses(table);
        OwnedProcesses other = new OwnedProcesses(table);
        ManagedProcess mine = one.spawn(spec("sleep", "60"), new Lines());
        ManagedProcess theirs = other.spawn(spec("sleep", "60"), new Lines());
        assertEquals(2, one.list().size());
        one.close();
        assertFalse(lives(mine.pid()));
        assertTrue(lives(theirs.pid()));
    }
}
