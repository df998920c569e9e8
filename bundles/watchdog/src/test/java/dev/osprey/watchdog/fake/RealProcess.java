package dev.osprey.watchdog.fake;

import dev.osprey.module.ModuleLogs;
import dev.osprey.process.Applied;
import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Output;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.ProcessState;
import dev.osprey.process.Processes;
import dev.osprey.process.Signal;
import dev.osprey.process.Support;
import dev.osprey.process.TerminalSize;
import dev.osprey.process.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A real process of the host, whose lines go to a log. */
public final class RealProcess implements ManagedProcess, AutoCloseable {

    private final Process process;
    public volatile ProcessState state = ProcessState.RUNNING;
    public volatile Usage usage = new Usage(1, 1, 0, 0, -1, 0, 0, 0, Instant.EPOCH);

    public RealProcess(FakeLogs logs, String module, String... argv) throws IOException {
        process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader in = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                        in.lines().forEach(line -> logs.write(module, ModuleLogs.Stream.OUT, Instant.now(), line));
                    } catch (IOException | UncheckedIOException ended) {
                        process.destroy();
                    }
                },
                "reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** A table with this process alone. */
    public Processes table() {
        return new Processes() {
            @Override
            public ManagedProcess spawn(ProcessSpec spec, dev.osprey.process.OutputListener output) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Held spawnHeld(ProcessSpec spec) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<ManagedProcess> list() {
                return List.of(RealProcess.this);
            }

            @Override
            public List<ManagedProcess> ended() {
                return List.of();
            }

            @Override
            public Optional<ManagedProcess> find(String id) {
                return Optional.empty();
            }

            @Override
            public Optional<ManagedProcess> holding(long pid) {
                return pid == pid() ? Optional.of(RealProcess.this) : Optional.empty();
            }

            @Override
            public Support support() {
                return new Support(List.of(), null);
            }
        };
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public String id() {
        return "p1";
    }

    @Override
    public ProcessSpec spec() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Instant startedAt() {
        return Instant.EPOCH;
    }

    @Override
    public ProcessState state() {
        return state;
    }

    @Override
    public List<Applied> applied() {
        return List.of();
    }

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public List<Long> members() {
        return List.of(pid());
    }

    @Override
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    @Override
    public Output output() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ProcessExit> exit() {
        return new CompletableFuture<>();
    }

    @Override
    public Optional<ProcessExit> ended() {
        return Optional.empty();
    }

    @Override
    public void pause() {
        state = ProcessState.PAUSED;
    }

    @Override
    public void resume() {
        state = ProcessState.RUNNING;
    }

    @Override
    public int signal(Signal signal, boolean tree) {
        try {
            return new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                                    .start()
                                    .waitFor()
                            == 0
                    ? 1
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public KillReport kill(Duration grace) {
        close();
        return new KillReport(1, 1, 0);
    }

    @Override
    public void resize(TerminalSize size) {
        throw new UnsupportedOperationException();
    }
}
