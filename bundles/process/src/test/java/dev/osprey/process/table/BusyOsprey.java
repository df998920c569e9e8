package dev.osprey.process.table;

import dev.osprey.process.ProcessSpec;
import dev.osprey.process.host.ThisHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process table in a JVM of its own, that starts trees until it is killed. Each process writes its id into the file {@code pids}. */
public final class BusyOsprey {

    private static final String TREE = "echo $$ >>pids; sh -c 'trap \"\" TERM; echo $$ >>pids; exec sleep 300' &"
            + " (setsid sh -c 'echo $$ >>pids; exec sleep 300' &)";
    private static final String BARE = "; (env -i setsid sh -c 'echo $$ >>pids; exec /bin/sleep 300' &)";
    private static final int MOST = 200;

    private BusyOsprey() {}

    /** @param arguments the folder */
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        ProcessTable table = new ProcessTable(
                folder.resolve("processes.jsonl"),
                Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"),
                MOST,
                Duration.ZERO,
                ThisHost.probe(folder, true, "bwrap"),
                Happenings.NONE);
        table.endLeftovers();
        OwnedProcesses processes = new OwnedProcesses(table);
        boolean exact = table.means().groups().root() != null;
        String script = TREE + (exact ? BARE : "") + "; wait";
        for (int i = 0; i < MOST; i++) {
            ProcessSpec spec = new ProcessSpec("tree", "test", List.of("sh", "-c", script), folder, Map.of());
            processes.spawn(spec, (stream, line) -> {});
        }
        Thread.currentThread().join();
    }
}
