package dev.osprey.launcher.run;

import dev.osprey.launcher.json.Json;
import dev.osprey.process.Applied;
import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Output;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.ProcessState;
import dev.osprey.process.Processes;
import dev.osprey.process.Signal;
import dev.osprey.process.SpawnException;
import dev.osprey.process.Support;
import dev.osprey.process.TerminalSize;
import dev.osprey.process.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real processes without the care of the real part. A line {@code EVENT subject json} that a process writes is published in its
 * name: a shell script speaks no WebSocket.
 */
final class PlainProcesses implements Processes {

    final AtomicInteger refusals = new AtomicInteger();
    final List<Plain> spawned = new CopyOnWriteArrayList<>();
    private final FakeHub hub;

    PlainProcesses(FakeHub hub) {
        this.hub = hub;
    }

    @Override
    public ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SpawnException(SpawnException.Reason.TOO_MANY, "no room for " + spec.name(), null);
        }
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(spec.argv()).directory(spec.folder().toFile());
            builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
            builder.environment().putAll(spec.environment());
            Plain plain = new Plain(spec, builder.start());
            spawned.add(plain);
            CompletableFuture<Void> out =
                    drain(plain.process.getInputStream(), spec, OutputListener.Stream.STDOUT, output);
            CompletableFuture<Void> err =
                    drain(plain.process.getErrorStream(), spec, OutputListener.Stream.STDERR, output);
            plain.process.onExit().thenCombine(CompletableFuture.allOf(out, err), (ended, drained) -> {
                int code = ended.exitValue();
                return plain.exit.complete(new ProcessExit(code, code == 137 ? "KILL" : code == 143 ? "TERM" : null));
            });
            return plain;
        } catch (IOException e) {
            throw new SpawnException("Cannot start " + spec.argv(), e);
        }
    }

    private CompletableFuture<Void> drain(
            InputStream in, ProcessSpec spec, OutputListener.Stream stream, OutputListener output) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.startsWith("EVENT ")) {
                        String[] parts = line.split(" ", 3);
                        Map<String, Object> data = new java.util.TreeMap<>();
                        Json.object(parts[2].getBytes(StandardCharsets.UTF_8))
                                .orElseThrow()
                                .forEach((key, value) -> data.put((String) key, value));
                        hub.publishAs(spec.name(), parts[1], data);
                    } else {
                        output.onLine(stream, line);
                    }
                }
            } catch (IOException closed) {
                // The process has gone.
            }
            done.complete(null);
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    @Override
    public List<ManagedProcess> list() {
        return List.copyOf(spawned);
    }

    @Override
    public Held spawnHeld(ProcessSpec spec) {
        throw new UnsupportedOperationException("Modules are not spawned so");
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
        return Optional.empty();
    }

    @Override
    public Support support() {
        return new Support(List.of(), null);
    }

    void endAll() {
        spawned.forEach(plain -> plain.process.destroyForcibly());
    }

    static final class Plain implements ManagedProcess {

        final Process process;
        final List<Duration> kills = new CopyOnWriteArrayList<>();
        private final ProcessSpec spec;
        private final CompletableFuture<ProcessExit> exit = new CompletableFuture<>();

        Plain(ProcessSpec spec, Process process) {
            this.spec = spec;
            this.process = process;
        }

        @Override
        public String id() {
            return "p" + process.pid();
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
            return Instant.now();
        }

        @Override
        public ProcessState state() {
            return process.isAlive() ? ProcessState.RUNNING : ProcessState.EXITED;
        }

        @Override
        public List<Applied> applied() {
            return List.of(new Applied("memory", "none", "this is a test"));
        }

        @Override
        public Usage usage() {
            return new Usage(1, 1, 0, 0, -1, 0, 0, 0, Instant.now());
        }

        @Override
        public List<Long> members() {
            return process.isAlive() ? List.of(process.pid()) : List.of();
        }

        @Override
        public Output output() {
            throw new UnsupportedOperationException("Output goes to the listener");
        }

        @Override
        public Optional<ProcessExit> ended() {
            return Optional.ofNullable(exit.getNow(null));
        }

        @Override
        public void pause() {
            throw new UnsupportedOperationException("Nobody pauses modules");
        }

        @Override
        public void resume() {
            throw new UnsupportedOperationException("Nobody pauses modules");
        }

        @Override
        public int signal(Signal signal, boolean tree) {
            return 0;
        }

        @Override
        public void resize(TerminalSize size) {
            throw new UnsupportedOperationException("It has no terminal");
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
            kills.add(grace);
            process.destroy();
            try {
                if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    return new KillReport(1, 1, 0);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new KillReport(1, 0, 0);
        }
    }
}
