package dev.osprey.process.table;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.ProcessState;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import dev.osprey.process.host.Means;
import dev.osprey.process.stream.ProcessOutput;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that was spawned in this run. Thread-safe. */
final class ProcessTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTable.class);
    private static final int REMEMBERED = 1_000;
    private static final long LONGEST_JOURNAL = 1 << 20;
    private static final Duration LIMIT_LOOK = Duration.ofSeconds(10);
    private static final long LONGEST_LAST_WORDS_MILLIS = 1_000;

    private final HostProcesses host = HostProcesses.ofThisHost();
    private final Means means;
    private final Signals signals;
    private final SpawnJournal journal;
    private final Launch launch;
    private final Happenings happenings;
    private final int capacity;
    private final Duration grace;
    private final Watchers watchers = new Watchers();
    private final Remains remains = new Remains(host, watchers);
    private final Exits exits = new Exits(REMEMBERED);
    private final Tally tally = new Tally();
    private final AtomicLong ids = new AtomicLong();
    // Those of which something is left.
    private final Map<String, SpawnedProcess> processes = new ConcurrentHashMap<>();
    private final SpawnedProcess.Survivors survivors = new SpawnedProcess.Survivors() {
        @Override
        public void ended(SpawnedProcess process, ProcessExit exit) {
            exits.put(process);
            tally.countExit(exit.reason());
        }

        @Override
        public void bereaved(SpawnedProcess process) {
            remains.add(process);
        }

        @Override
        public void gone(SpawnedProcess process) {
            processes.remove(process.id());
            journal.gone(process.mark());
            process.ended().ifPresent(exit -> exits.replace(EndedProcess.of(process, exit)));
        }
    };
    private volatile boolean closed;

    /** @param environment Osprey's own */
    ProcessTable(
            Path journalFile,
            Map<String, String> environment,
            int capacity,
            Duration grace,
            Means means,
            Happenings happenings) {
        this.means = means;
        this.signals = new Signals(means.calls());
        this.journal = new SpawnJournal(journalFile, host, means.groups().root(), LONGEST_JOURNAL);
        this.launch = new Launch(host, means, journal, environment);
        this.happenings = happenings;
        this.capacity = capacity;
        this.grace = grace;
        LimitWatch limits = new LimitWatch(happenings, LIMIT_LOOK.toNanos() / 2);
        watchers.every(LIMIT_LOOK, () -> limits.look(processes.values()));
    }

    /** Ends what an earlier run left behind when it was killed. */
    KillReport endLeftovers() {
        KillReport report = new Leftovers(host, means.groups(), signals, journal).end(grace);
        if (report.found() > 0) {
            happenings.leftovers(report);
        }
        return report;
    }

    boolean sessions() {
        return launch.sessions();
    }

    /** @param listeners subscribes before anything is read */
    SpawnedProcess spawn(ProcessSpec spec, Consumer<ProcessOutput> listeners) {
        refuseIfClosed(spec);
        makeRoom();
        Launched launched = launch(spec);
        tally.countSpawned();
        SpawnedProcess spawned =
                new SpawnedProcess("p" + ids.incrementAndGet(), launched, signals, happenings, survivors);
        processes.put(spawned.id(), spawned);
        listeners.accept(launched.output());
        happenings.spawned(spawned);
        spawned.watch(watchers);
        if (closed) {
            spawned.kill(Duration.ZERO);
            refuseIfClosed(spec);
        }
        return spawned;
    }

    private Launched launch(ProcessSpec spec) {
        try {
            return launch.launch(spec);
        } catch (SpawnException e) {
            tally.countRefused();
            throw e;
        }
    }

    private void refuseIfClosed(ProcessSpec spec) {
        if (closed) {
            throw new SpawnException(
                    Reason.STOPPING, spec.name() + " was not started: Osprey is stopping; start it after that", null);
        }
    }

    private void makeRoom() {
        if (processes.size() >= capacity) {
            remains.look();
        }
        if (processes.size() >= capacity) {
            throw new SpawnException(
                    Reason.TOO_MANY,
                    capacity + " processes run already; end some, or raise max.processes in etc/"
                            + ProcessConfiguration.PID + ".cfg",
                    null);
        }
    }

    /** Oldest first. */
    List<ManagedProcess> list() {
        return processes.values().stream()
                .filter(SpawnedProcess::alive)
                .sorted(Comparator.comparing(SpawnedProcess::startedAt))
                .map(ManagedProcess.class::cast)
                .toList();
    }

    List<ManagedProcess> ended() {
        return exits.list();
    }

    Optional<ManagedProcess> find(String id) {
        ManagedProcess living = processes.get(id);
        return living != null ? Optional.of(living) : exits.find(id);
    }

    Optional<ManagedProcess> holding(long pid) {
        return new Holder(host, means.groups(), processes.values()).of(pid);
    }

    Means means() {
        return means;
    }

    /** How many there are of which something is left. */
    int size() {
        return processes.size();
    }

    long count(ProcessState state) {
        return processes.values().stream()
                .filter(process -> process.state() == state)
                .count();
    }

    Tally tally() {
        return tally;
    }

    /** Ends these, and what they left, at the same time. */
    void end(Collection<? extends ManagedProcess> some) {
        InParallel.run("end", List.copyOf(some), process -> process.kill(grace)).stream()
                .mapToInt(KillReport::survivors)
                .filter(count -> count > 0)
                .forEach(count -> LOG.warn("{} processes survive a kill; the kernel holds them", count));
    }

    @Override
    public void close() {
        closed = true;
        List<SpawnedProcess> last = List.copyOf(processes.values());
        end(last);
        CompletableFuture<?>[] words = last.stream()
                .map(process -> process.exit().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(words)
                .completeOnTimeout(null, LONGEST_LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        last.forEach(SpawnedProcess::abandon);
        remains.close();
        means.groups().close();
        watchers.close();
        journal.close();
    }
}
