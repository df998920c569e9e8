package dev.osprey.process.tree;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.Signal;
import dev.osprey.process.host.SystemCalls;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {

    @Test
    void aSignalToTheGroupReachesWhomNobodyHasSeenYet() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")) && Files.exists(Path.of("/proc/self/stat")));
        Process leader = new ProcessBuilder("/usr/bin/setsid", "sh", "-c", "sleep 60 & echo $!; wait").start();
        try (BufferedReader out = leader.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            ProcessEntry seen = HostProcesses.ofThisHost().find(leader.pid()).orElseThrow();
            new Signals(SystemCalls.NONE).send(Signal.KILL, leader.pid(), List.of(seen));
            assertTrue(leader.waitFor(20, TimeUnit.SECONDS));
            child.onExit().get(20, TimeUnit.SECONDS);
        } finally {
            leader.destroyForcibly();
        }
    }

    @Test
    void aCommandNameMayHoldBlanksAndParentheses() {
        ProcessEntry entry = ProcFileSystem.parse(7, "7 (a) b (c) R 3 5 6 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0\n")
                .orElseThrow();
        assertTrue(entry.equals(new ProcessEntry(7, 3, 5, 6, 4711, 'R')), entry::toString);
        assertTrue(ProcFileSystem.parse(7, "7 (x) Z 3").isEmpty());
    }
}
