package dev.osprey.process.table;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.host.Means;
import dev.osprey.process.host.ThisHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A table over real processes, emptied after each test. */
public abstract class TableFixture {

    static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH",
            "/usr/local/bin:/usr/bin:/bin",
            "HOME",
            "/nowhere",
            "LC_TIME",
            "C",
            "AWS_SECRET_ACCESS_KEY",
            "canary");

    @TempDir
    protected Path folder;

    protected ProcessTable table;
    Happenings happenings = Happenings.NONE;

    @BeforeEach
    void open() {
        table = newTable();
    }

    @AfterEach
    void closeTable() {
        table.close();
    }

    ProcessTable newTable() {
        return newTable("processes.jsonl", 64);
    }

    ProcessTable newTable(String journal, int capacity) {
        return new ProcessTable(
                folder.resolve(journal), ENVIRONMENT, capacity, Duration.ofMillis(300), means(), happenings);
    }

    /** What the host offers; overridden where a test wants less. */
    Means means() {
        return ThisHost.probe(folder, true, "bwrap");
    }

    protected ProcessSpec spec(String... argv) {
        return new ProcessSpec("test", "tester", List.of(argv), folder, Map.of());
    }

    ManagedProcess sh(String script, Lines lines) {
        return spawn(spec("sh", "-c", script), lines);
    }

    ManagedProcess spawn(ProcessSpec spec, Lines lines) {
        return new OwnedProcesses(table).spawn(spec, lines);
    }

    static ProcessExit exit(ManagedProcess process) throws Exception {
        return process.exit().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Whether a process runs, not counting one that has ended and was not fetched by its parent. */
    static boolean lives(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> !zombie(pid))
                .isPresent();
    }

    private static boolean zombie(long pid) {
        try {
            String stat = java.nio.file.Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
