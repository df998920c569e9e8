package dev.osprey.process.table;

import dev.osprey.process.Applied;
import dev.osprey.process.ByteListener;
import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Output;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.ProcessState;
import dev.osprey.process.Signal;
import dev.osprey.process.TerminalSize;
import dev.osprey.process.Usage;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is remembered of a process of which nothing is left. It holds no environment, and no arguments beyond the program. */
record EndedProcess(
        String id, ProcessSpec spec, long pid, Instant startedAt, List<Applied> applied, Usage usage, ProcessExit how)
        implements ManagedProcess {

    static EndedProcess of(ManagedProcess process, ProcessExit how) {
        ProcessSpec spec = process.spec();
        ProcessSpec little = new ProcessSpec(
                spec.name(),
                spec.owner(),
                spec.argv().subList(0, 1),
                spec.folder(),
                Map.of(),
                spec.limits(),
                spec.sandbox(),
                spec.terminal());
        return new EndedProcess(
                process.id(), little, process.pid(), process.startedAt(), process.applied(), process.usage(), how);
    }

    @Override
    public ProcessState state() {
        return ProcessState.EXITED;
    }

    @Override
    public List<Long> members() {
        return List.of();
    }

    @Override
    public OutputStream stdin() {
        OutputStream closed = OutputStream.nullOutputStream();
        try {
            closed.close();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return closed;
    }

    @Override
    public Output output() {
        return new Output() {
            @Override
            public Handle subscribe(Set<Stream> streams, ByteListener listener) {
                streams.forEach(listener::onEnd);
                return () -> {};
            }

            @Override
            public Handle hold(Stream stream) {
                return () -> {};
            }
        };
    }

    @Override
    public CompletionStage<ProcessExit> exit() {
        return CompletableFuture.completedStage(how);
    }

    @Override
    public Optional<ProcessExit> ended() {
        return Optional.of(how);
    }

    @Override
    public void pause() {
        throw hasEnded();
    }

    @Override
    public void resume() {
        throw hasEnded();
    }

    @Override
    public int signal(Signal signal, boolean tree) {
        return 0;
    }

    @Override
    public KillReport kill(Duration grace) {
        return new KillReport(0, 0, 0);
    }

    @Override
    public void resize(TerminalSize size) {
        throw hasEnded();
    }

    private IllegalStateException hasEnded() {
        return new IllegalStateException(spec.name() + " (" + id + ") has ended");
    }
}
