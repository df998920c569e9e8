package dev.osprey.process.tree;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Hosts without {@code /proc}: parents and start times only, so a daemon that left its tree before it was seen stays unseen. */
final class JdkProcesses implements HostProcesses {

    @Override
    public List<ProcessEntry> all() {
        return ProcessHandle.allProcesses().map(JdkProcesses::entry).toList();
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        return ProcessHandle.of(pid).map(JdkProcesses::entry);
    }

    @Override
    public Optional<String> markOf(long pid) {
        return Optional.empty();
    }

    @Override
    public byte[] argv(long pid) {
        return new byte[0];
    }

    @Override
    public Consumption consumption(long pid) {
        long cpu = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
        return new Consumption(0, cpu, 0, 0, 0);
    }

    @Override
    public String boot() {
        return ProcessHandle.of(1)
                .flatMap(init -> init.info().startInstant())
                .map(Instant::toString)
                .orElse("unknown");
    }

    private static ProcessEntry entry(ProcessHandle handle) {
        long parent = handle.parent().map(ProcessHandle::pid).orElse(0L);
        long start = handle.info().startInstant().map(Instant::toEpochMilli).orElse(ProcessEntry.UNKNOWN_START);
        return new ProcessEntry(handle.pid(), parent, -1, -1, start, handle.isAlive() ? '?' : 'Z');
    }
}
