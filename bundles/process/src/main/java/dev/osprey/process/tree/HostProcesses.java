package dev.osprey.process.tree;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The processes of the host, as far as it lets us see them. Thread-safe. */
public interface HostProcesses {

    /** All of them, in no order. */
    List<ProcessEntry> all();

    /** One of them. */
    Optional<ProcessEntry> find(long pid);

    /** Whether it was started with this {@link ProcessTree#MARK} in its environment. */
    boolean marked(long pid, String mark);

    /** Names the host's present run: process ids and start times mean nothing across two of them. */
    String boot();

    /** From {@code /proc} where there is one, else from what the JDK knows. */
    static HostProcesses ofThisHost() {
        Path proc = Path.of("/proc");
        return Files.isReadable(proc.resolve("self/stat")) ? new ProcFileSystem(proc) : new JdkProcesses();
    }
}
