package dev.osprey.process.table;

import dev.osprey.process.Applied;
import dev.osprey.process.ExitReason;
import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Output;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.ProcessState;
import dev.osprey.process.Signal;
import dev.osprey.process.TerminalSize;
import dev.osprey.process.Usage;
import dev.osprey.process.stream.ProcessOutput;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessEntry;
import dev.osprey.process.tree.ProcessTree;
import dev.osprey.process.tree.Signals;
import dev.osprey.process.tree.TreeKiller;
import dev.osprey.process.tree.TreePause;
import dev.osprey.process.tree.TreeUsage;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A process from its start until nothing of its tree is left. */
final class SpawnedProcess implements ManagedProcess {

    /** Who wants to know of its end. */
    interface Survivors {

        /** The leader has ended. */
        void ended(SpawnedProcess process, ProcessExit exit);

        /** The leader has ended and others of the tree may live; somebody must look again. */
        void bereaved(SpawnedProcess process);

        /** Nothing of the tree is left. */
        void gone(SpawnedProcess process);
    }

    private static final long LONGEST_REAPING_MILLIS = 1_000;

    private final String id;
    private final String mark;
    private final ProcessSpec spec;
    private final Launched launched;
    private final Instant startedAt = Instant.now();
    private final ProcessTree tree;
    private final HostProcesses host;
    private final Signals signals;
    private final TreePause pausing;
    private final Happenings happenings;
    private final Survivors survivors;
    private final Life life = new Life();
    private final CompletableFuture<Void> leaderSeen = new CompletableFuture<>();
    private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
    private final AtomicBoolean gone = new AtomicBoolean();
    // A pause and the beginning of a kill exclude each other.
    private final Object control = new Object();
    private volatile Usage last;
    private volatile boolean emptied;
    private volatile Future<?> timer;

    SpawnedProcess(String id, Launched launched, Signals signals, Happenings happenings, Survivors survivors) {
        this.id = id;
        this.mark = launched.mark();
        this.spec = launched.spec();
        this.launched = launched;
        this.tree = launched.tree();
        this.host = launched.host();
        this.signals = signals;
        this.pausing = new TreePause(tree, signals);
        this.happenings = happenings;
        this.survivors = survivors;
    }

    /** Begins to read its output and to wait for its end. */
    void watch(Watchers watchers) {
        ProcessOutput.Starter threads = watchers.of(spec.name());
        launched.output().start(threads);
        threads.start("wait", this::awaitEnd);
        Duration most = spec.limits().wallTime();
        if (most != null) {
            timer = watchers.after(
                    most, () -> watchers.executor(spec.name(), "limit").execute(this::timeOver));
            if (leaderSeen.isDone()) {
                timer.cancel(false);
            }
        }
    }

    private void timeOver() {
        if (life.timeOver()) {
            happenings.limit(this, "wall_time", "killed");
            kill(Duration.ZERO);
        }
    }

    private void awaitEnd() {
        int code = waitFor();
        tree.leaderEnded();
        ProcessExit how = life.ended(code, oomKills());
        Future<?> waiting = timer;
        if (waiting != null) {
            waiting.cancel(false);
        }
        survivors.ended(this, how);
        leaderSeen.complete(null);
        launched.output().awaitLast();
        tell(how);
        exit.complete(how);
        if (emptied || tree.group().exact() && !tree.group().populated()) {
            settle();
        } else {
            survivors.bereaved(this);
        }
        closeTerminal();
    }

    private int waitFor() {
        while (true) {
            try {
                return launched.process().waitFor();
            } catch (InterruptedException ignored) {
                // Nobody but this thread reports the end, so it goes on waiting.
            }
        }
    }

    private long oomKills() {
        return spec.limits().memoryBytes() > 0 ? tree.group().counts().oomKills() : 0;
    }

    private void tell(ProcessExit how) {
        if (how.reason() == ExitReason.OUT_OF_MEMORY) {
            happenings.limit(this, "memory", "killed");
        }
        if (spec.sandbox() != null && "SYS".equals(how.signal())) {
            happenings.denied(this, "a system call");
        }
        happenings.exited(this, how);
    }

    /** Nothing of it is left. */
    void settle() {
        if (!gone.getAndSet(true)) {
            last = TreeUsage.last(tree.group().counts());
            tree.group().close();
            survivors.gone(this);
            closeTerminal();
        }
    }

    private void closeTerminal() {
        if (launched.pseudo() != null && gone.get() && exit.isDone()) {
            launched.pseudo().close();
        }
    }

    /** Nobody is left who could release a stream that is held. */
    void abandon() {
        launched.output().abandon();
    }

    String mark() {
        return mark;
    }

    ProcessTree tree() {
        return tree;
    }

    /** Whether nothing of the tree is left. */
    boolean gone() {
        return gone.get();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ProcessSpec spec() {
        return spec;
    }

    @Override
    public long pid() {
        return launched.process().pid();
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public ProcessState state() {
        return life.state();
    }

    @Override
    public List<Applied> applied() {
        return launched.applied();
    }

    @Override
    public Usage usage() {
        Usage known = last;
        return known != null ? known : TreeUsage.of(host, tree);
    }

    @Override
    public List<Long> members() {
        return gone() ? List.of() : TreeUsage.pids(tree);
    }

    @Override
    public OutputStream stdin() {
        return launched.stdin();
    }

    @Override
    public Output output() {
        return launched.output();
    }

    @Override
    public CompletionStage<ProcessExit> exit() {
        return exit.minimalCompletionStage();
    }

    @Override
    public Optional<ProcessExit> ended() {
        return Optional.ofNullable(life.exit());
    }

    @Override
    public void pause() {
        synchronized (control) {
            if (refuseIfOver() == ProcessState.PAUSED) {
                return;
            }
            if (life.state() == ProcessState.STOPPING) {
                throw new IllegalStateException(this + " is being ended");
            }
            if (!pausing.pause()) {
                pausing.resume();
                throw new IllegalStateException(this + " starts processes faster than they can be stopped");
            }
            if (life.move(ProcessState.PAUSED) == ProcessState.EXITED) {
                pausing.resume();
                refuseIfOver();
            }
        }
        happenings.paused(this);
    }

    @Override
    public void resume() {
        synchronized (control) {
            if (refuseIfOver() != ProcessState.PAUSED) {
                return;
            }
            pausing.resume();
            life.move(ProcessState.RUNNING);
        }
        happenings.resumed(this);
    }

    private ProcessState refuseIfOver() {
        ProcessState state = life.state();
        if (state == ProcessState.EXITED) {
            throw new IllegalStateException(this + " has ended");
        }
        return state;
    }

    @Override
    public int signal(Signal signal, boolean wholeTree) {
        if (gone()) {
            return 0;
        }
        life.sending(signal);
        List<ProcessEntry> members = tree.members();
        // A sandbox's leader only passes the exit on; who is meant is inside.
        return wholeTree || spec.sandbox() != null
                ? signals.send(signal, tree.leader(), members)
                : (int) members.stream()
                        .filter(member -> member.pid() == tree.leader())
                        .filter(member -> signals.send(signal, member))
                        .count();
    }

    @Override
    public KillReport kill(Duration grace) {
        if (gone()) {
            return new KillReport(0, 0, 0);
        }
        ProcessState before;
        synchronized (control) {
            before = life.state();
            life.killing();
        }
        Runnable thaw = before == ProcessState.PAUSED ? pausing::resume : () -> {};
        KillReport report = new TreeKiller(tree, signals, thaw).kill(grace);
        if (report.found() > 0) {
            happenings.killed(this, report);
        }
        if (report.survivors() == 0) {
            emptied = true;
            // The host shows a zombie; the JDK says "alive" until its own thread has reaped it. Join keeps the caller's
            // interrupt.
            leaderSeen
                    .copy()
                    .completeOnTimeout(null, LONGEST_REAPING_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
            if (leaderSeen.isDone()) {
                settle();
            }
        }
        return report;
    }

    @Override
    public void resize(TerminalSize size) {
        if (launched.pseudo() == null) {
            throw new IllegalStateException(this + " has no terminal");
        }
        refuseIfOver();
        launched.pseudo().resize(size);
    }

    @Override
    public String toString() {
        return spec.name() + " (" + id + ')';
    }
}
