package dev.osprey.process.table;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.tree.ProcessTree;
import dev.osprey.process.tree.TreeKiller;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A running process with its pumps and the thread that waits for its end. */
final class SpawnedProcess implements ManagedProcess {

    // A reader that waits this long on a dead process has emptied the pipe, even if a grandchild holds its other end.
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);
    private static final long LONGEST_REAPING_MILLIS = 1_000;

    private final String id;
    private final String mark;
    private final ProcessSpec spec;
    private final Process process;
    private final ProcessTree tree;
    private final Instant startedAt = Instant.now();
    private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();
    private final Consumer<SpawnedProcess> onGone;

    /** @param onGone called when nothing of the tree is left */
    SpawnedProcess(
            String id,
            String mark,
            ProcessSpec spec,
            Process process,
            ProcessTree tree,
            Consumer<SpawnedProcess> onGone) {
        this.id = id;
        this.mark = mark;
        this.spec = spec;
        this.process = process;
        this.tree = tree;
        this.onGone = onGone;
    }

    /** Starts the three threads. */
    void watch(OutputListener output) {
        LinePump out = new LinePump(spec.name(), Stream.STDOUT, process.getInputStream(), output);
        LinePump err = new LinePump(spec.name(), Stream.STDERR, process.getErrorStream(), output);
        start("out", out);
        start("err", err);
        start("wait", () -> awaitEnd(out, err));
    }

    private void start(String role, Runnable work) {
        Thread thread = new Thread(work, "osprey-process-" + spec.name() + "-" + role);
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitEnd(LinePump out, LinePump err) {
        int code = waitFor();
        boolean gone = tree.orphans().isEmpty();
        long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (!(out.idle(QUIET.toNanos()) && err.idle(QUIET.toNanos())) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        if (gone) {
            onGone.accept(this);
        }
        exit.complete(new ProcessExit(code, SignalName.of(code)));
    }

    private int waitFor() {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException ignored) {
                // Nobody but this thread reports the end, so it goes on waiting.
            }
        }
    }

    String mark() {
        return mark;
    }

    /** Whether nothing of the tree lives. */
    boolean gone() {
        return !process.isAlive() && tree.members().isEmpty();
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
        return process.pid();
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public CompletionStage<ProcessExit> exit() {
        return exit.minimalCompletionStage();
    }

    @Override
    public KillReport kill(Duration grace) {
        KillReport report = new TreeKiller(tree).kill(grace);
        if (report.survivors() == 0) {
            // The host shows a zombie; the JDK says "alive" until its own thread has reaped it. Join keeps the caller's
            // interrupt.
            process.onExit()
                    .completeOnTimeout(process, LONGEST_REAPING_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
            onGone.accept(this);
        }
        return report;
    }
}
