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

    /** The {@link ProcessTree#MARK} that it was started with in its environment. */
    Optional<String> markOf(long pid);

    /** Its arguments, each with a zero byte behind it; empty if they cannot be seen. */
    byte[] argv(long pid);

    /** What it uses. */
    Consumption consumption(long pid);

    /** Names the host's present run: process ids and start times mean nothing across two of them. */
    String boot();

    /** Whether it was started with this mark in its environment. */
    default boolean marked(long pid, String mark) {
        return markOf(pid).filter(mark::equals).isPresent();
    }

    /** From {@code /proc} where there is one, else from what the JDK knows. */
    static HostProcesses ofThisHost() {
        Path proc = Path.of("/proc");
        return Files.isReadable(proc.resolve("self/stat")) ? new ProcFileSystem(proc) : new JdkProcesses();
    }
}
