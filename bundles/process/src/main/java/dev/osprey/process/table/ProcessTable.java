package dev.osprey.process.table;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessEntry;
import dev.osprey.process.tree.ProcessTree;
import dev.osprey.process.tree.TreeKiller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that was spawned in this run. Thread-safe. */
final class ProcessTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTable.class);

    private final HostProcesses host;
    private final Command command;
    private final RecordFile records;
    private final int capacity;
    private final Duration grace;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, SpawnedProcess> processes = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ProcessTable(Path recordFile, Map<String, String> environment, int capacity, Duration grace) {
        this.host = HostProcesses.ofThisHost();
        this.command = new Command(environment);
        this.records = new RecordFile(recordFile, host);
        this.capacity = capacity;
        this.grace = grace;
    }

    /** Ends what an earlier run left behind when it was killed. @return how many processes were found */
    int endLeftovers() {
        List<KillReport> reports = InParallel.run("leftover", records.left(), record -> new TreeKiller(
                        new ProcessTree(host, record.pid(), record.start(), record.mark()))
                .kill(grace));
        int found = reports.stream().mapToInt(KillReport::found).sum();
        if (found > 0) {
            LOG.warn(
                    "Ended {} processes that an earlier run of Osprey had left behind, {} of them by force, {} survived",
                    found,
                    reports.stream().mapToInt(KillReport::forced).sum(),
                    reports.stream().mapToInt(KillReport::survivors).sum());
        }
        return found;
    }

    boolean sessions() {
        return command.sessions();
    }

    ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
        if (processes.size() >= capacity) {
            processes.values().stream().filter(SpawnedProcess::gone).forEach(this::forget);
        }
        if (processes.size() >= capacity) {
            throw new SpawnException(
                    capacity + " processes run already; end some, or raise max.processes in etc/"
                            + ProcessConfiguration.PID + ".cfg",
                    null);
        }
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = command.build(spec, mark);
        SpawnRecord planned = SpawnRecord.planned(spec.name(), mark, spec.argv());
        records.put(planned);
        Process process = start(builder, spec, mark);
        long start = host.find(process.pid()).map(ProcessEntry::start).orElse(ProcessEntry.UNKNOWN_START);
        ProcessTree tree = new ProcessTree(host, process.pid(), start, mark);
        SpawnedProcess spawned =
                new SpawnedProcess("p" + ids.incrementAndGet(), mark, spec, process, tree, this::forget);
        processes.put(spawned.id(), spawned);
        records.put(planned.started(process.pid(), start));
        spawned.watch(output);
        if (closed) {
            spawned.kill(Duration.ZERO);
            throw new SpawnException(spec.name() + " was not started: Osprey is stopping", null);
        }
        return spawned;
    }

    private Process start(ProcessBuilder builder, ProcessSpec spec, String mark) {
        try {
            return builder.start();
        } catch (IOException | IllegalArgumentException e) {
            records.remove(mark);
            throw new SpawnException(
                    "Cannot start " + spec.argv().get(0) + " for " + spec.name() + ": " + e.getMessage(), e);
        }
    }

    private void forget(SpawnedProcess process) {
        processes.remove(process.id());
        records.remove(process.mark());
    }

    List<ManagedProcess> list() {
        return processes.values().stream()
                .filter(SpawnedProcess::alive)
                .sorted(Comparator.comparing(SpawnedProcess::startedAt))
                .map(ManagedProcess.class::cast)
                .toList();
    }

    Optional<ManagedProcess> find(String id) {
        return Optional.ofNullable(processes.get(id));
    }

    /** Ends these, and what they left, at the same time. */
    void end(Collection<? extends ManagedProcess> some) {
        InParallel.run("end", List.copyOf(some), process -> process.kill(grace)).stream()
                .mapToInt(KillReport::survivors)
                .filter(survivors -> survivors > 0)
                .forEach(survivors -> LOG.warn("{} processes survive a kill; the kernel holds them", survivors));
    }

    @Override
    public void close() {
        closed = true;
        end(processes.values());
    }
}
