package dev.osprey.process.table;

import dev.osprey.process.Processes;
import dev.osprey.process.host.ThisHost;
import java.nio.file.Path;
import java.time.Duration;

/** The real part, for tests of its users. */
public final class RealProcesses implements AutoCloseable {

    private final ProcessTable table;
    private final OwnedProcesses owned;

    public RealProcesses(Path folder) {
        table = new ProcessTable(
                folder.resolve("processes.jsonl"),
                TableFixture.ENVIRONMENT,
                64,
                Duration.ofMillis(300),
                ThisHost.probe(folder, true, "bwrap"),
                Happenings.NONE);
        owned = new OwnedProcesses(table);
    }

    public Processes processes() {
        return owned;
    }

    @Override
    public void close() {
        owned.close();
        table.close();
    }
}
