package dev.osprey.launcher.run;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import dev.osprey.process.SpawnException;
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

/**
 * Real processes without the care of the real part. A line {@code EVENT subject json} that a process writes is published in its
 * name: a shell script speaks no WebSocket.
 */
final class PlainProcesses implements Processes {

    final List<Plain> spawned = new CopyOnWriteArrayList<>();
    private final FakeHub hub;

    PlainProcesses(FakeHub hub) {
        this.hub = hub;
    }

    @Override
    public ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
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
    public Optional<ManagedProcess> find(String id) {
        return Optional.empty();
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
